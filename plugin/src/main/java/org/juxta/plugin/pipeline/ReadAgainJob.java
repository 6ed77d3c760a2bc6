package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.ImagePair;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.ReadingDocument.ImageReading;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Outcome;

/**
 * Has the studies of a patient read again that were read a short time before their prior was there.
 * Its key is the round in which that prior became complete.
 *
 * <p>A study is read again only when images would be compared now that were not compared then.
 */
final class ReadAgainJob implements Job {
  /** A study that is with the model now is looked at again after this. */
  private static final Duration AFTER_READING = Duration.ofSeconds(10);

  private final ObjectStore store;
  private final StudyLedger studies;
  private final ReadingLedger readings;
  private final PriorSearch priors;
  private final JobQueue queue;
  private final Duration latePrior;
  private final Clock clock;

  /**
   * @param latePrior a study that was read longer ago is left as it is
   */
  ReadAgainJob(
      ObjectStore store,
      StudyLedger studies,
      ReadingLedger readings,
      PriorSearch priors,
      JobQueue queue,
      Duration latePrior,
      Clock clock) {
    this.store = store;
    this.studies = studies;
    this.readings = readings;
    this.priors = priors;
    this.queue = queue;
    this.latePrior = latePrior;
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.READ_AGAIN;
  }

  @Override
  public Outcome run(String key) {
    String prior = Round.ofKey(key).studyUid();
    List<StoredInstance> instances = store.instancesOfStudy(prior);
    if (instances.isEmpty()) {
      return new Outcome.Done("it has no instances");
    }
    StoredInstance first = instances.get(0);
    int again = 0;
    boolean beingRead = false;
    for (String study : store.studiesOfPatient(first.patientId(), first.issuerOfPatientId())) {
      Optional<StudyRow> row = study.equals(prior) ? Optional.empty() : studies.find(study);
      if (row.isPresent()) {
        beingRead |= row.get().state() == StudyState.READING;
        again += readAgain(row.get(), prior) ? 1 : 0;
      }
    }
    if (beingRead) {
      return new Outcome.Later(clock.instant().plus(AFTER_READING), "a later study is being read");
    }
    return new Outcome.Done(again + " studies are read again, with this one as prior");
  }

  private boolean readAgain(StudyRow row, String prior) {
    Optional<ReadingRow> reading =
        readings.findSince(row.studyUid(), row.round(), clock.instant().minus(latePrior));
    if (reading.isEmpty() || !isComparedWith(prior, row, reading.get())) {
      return false;
    }
    OptionalInt round = studies.readAgain(row.studyUid(), row.round());
    round.ifPresent(
        number ->
            queue.submit(JobNames.PRIOR, new Round(row.studyUid(), number).key(), clock.instant()));
    return round.isPresent();
  }

  /** Whether some image would be compared with one of the prior that it was not compared with. */
  private boolean isComparedWith(String prior, StudyRow row, ReadingRow reading) {
    StudyDetails study = StudyReader.read(store.instancesOfStudy(row.studyUid()));
    StudyDetails chosen = priors.find(study).prior();
    if (chosen == null || !chosen.studyInstanceUid().equals(prior)) {
      return false;
    }
    List<ImageReading> read = ReadingDocument.ofJson(reading.document()).images();
    return FrontalChest.select(study, chosen).pairs().stream()
        .anyMatch(pair -> read.stream().anyMatch(image -> isOther(pair, image)));
  }

  private static boolean isOther(ImagePair pair, ImageReading read) {
    return pair.prior() != null
        && read.failure() == null
        && read.sopInstanceUid().equals(pair.current().instance().sopInstanceUid())
        && !Objects.equals(read.priorSopInstanceUid(), pair.prior().instance().sopInstanceUid());
  }

  /** The studies stay as they were read, which is a whole answer. */
  @Override
  public void giveUp(String key, String reason) {
    // The queue has logged the reason, and no study waits for this.
  }
}
