package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;
import org.juxta.plugin.ledger.PriorLedger;
import org.juxta.plugin.ledger.PriorOutcome;
import org.juxta.plugin.ledger.PriorRanking;
import org.juxta.plugin.ledger.PriorSearchRow;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.StudyEvent;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.ReadingDocument.ImageReading;
import org.juxta.plugin.pipeline.ReadingDocument.NotRead;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a complete study read against its prior and records what came of it. */
final class ReadingJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingJob.class);

  /** A study that has ended the process this often is not read again. */
  private static final int MOST_DEATHS = 3;

  private final StudyLedger studies;
  private final ReadingLedger readings;
  private final PriorLedger searches;
  private final ObjectStore store;
  private final PriorSearch priors;
  private final PairReading pairReading;
  private final CtReading ctReading;
  private final JobQueue queue;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param patience how long after its last instance a study waits for a prior that is still
   *     arriving
   */
  ReadingJob(
      StudyLedger studies,
      ReadingLedger readings,
      PriorLedger searches,
      ObjectStore store,
      PriorSearch priors,
      PairReading pairReading,
      CtReading ctReading,
      JobQueue queue,
      Duration patience,
      Clock clock) {
    this.studies = studies;
    this.readings = readings;
    this.searches = searches;
    this.store = store;
    this.priors = priors;
    this.pairReading = pairReading;
    this.ctReading = ctReading;
    this.queue = queue;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.READ;
  }

  @Override
  public Outcome run(String key) {
    Round round = Round.ofKey(key);
    OptionalInt begun = studies.beginReading(round.studyUid(), round.number());
    if (begun.isEmpty()) {
      return handOn(round);
    }
    try {
      return begun.getAsInt() <= MOST_DEATHS ? read(round) : notReadAgain(round, begun.getAsInt());
    } finally {
      // Whatever came of it, the process has survived it.
      studies.readingEnded(round.studyUid());
    }
  }

  /** It was read when this job was cut off, or the study has grown: see to it that it goes on. */
  private Outcome handOn(Round round) {
    StudyRow row = studies.find(round.studyUid()).orElseThrow();
    if (row.round() == round.number() && row.state() == StudyState.READ) {
      queue.submit(JobNames.REPORT, round.key(), clock.instant());
      return new Outcome.Done("was read before");
    }
    return new Outcome.Done("the study has moved on, it is " + row.state());
  }

  /** It has taken the process down each time, and so everything else that waits. */
  private Outcome notReadAgain(Round round, int begun) {
    String reason = "the process ended " + MOST_DEATHS + " times while it read this study";
    LOG.error(
        "job={} key={} {}: it is reported as failed. The log of the system may know why, a crash or"
            + " no memory left",
        name(),
        round.key(),
        reason);
    if (begun > MOST_DEATHS + 1) {
      // Not even its headers can be looked at.
      studies.apply(round.studyUid(), round.number(), StudyEvent.GIVEN_UP, reason);
      return new Outcome.Done("given up");
    }
    return reportFailure(round, reason);
  }

  private Outcome read(Round round) {
    List<StoredInstance> instances = store.instancesOfStudy(round.studyUid());
    if (instances.isEmpty()) {
      return nothingToRead(round, whyEmpty(round));
    }
    StudyDetails study = StudyReader.read(instances);
    String why = whyNot(study);
    if (!why.isEmpty() && !isChestCt(study)) {
      return nothingToRead(round, why);
    }
    FoundPrior found = priors.find(study);
    String reason = reason(round, found);
    if (found.askAgain() != null) {
      Instant latest = Arrivals.last(instances).plus(patience);
      if (latest.isAfter(clock.instant())) {
        studies.apply(round.studyUid(), round.number(), StudyEvent.PRIOR_AWAITED, null);
        Instant again = found.askAgain().isBefore(latest) ? found.askAgain() : latest;
        return new Outcome.Later(again, "its prior is still arriving");
      }
      reason += "; it was still arriving";
    }
    // Reasons quote headers, which may name a patient.
    LOG.debug("job={} key={} {}", name(), round.key(), reason);
    return record(round, study, found.prior(), reason, null);
  }

  /** Records that a study is not read though it should be, so that nobody waits in vain. */
  private Outcome reportFailure(Round round, String reason) {
    StudyDetails study = StudyReader.read(store.instancesOfStudy(round.studyUid()));
    String why = whyNot(study);
    if (!why.isEmpty() && !isChestCt(study)) {
      return nothingToRead(round, why);
    }
    return record(
        round, study, null, "no prior was looked for, the study could not be read", reason);
  }

  /** Whether the study is read by its slices, where it is not read as radiographs. */
  private static boolean isChestCt(StudyDetails study) {
    return study.identityReason().isEmpty()
        && FrontalChest.select(study, null).pairs().isEmpty()
        && ChestCt.isIn(study);
  }

  /**
   * @param failure why the model is not shown the study, null to show it
   */
  private Outcome record(
      Round round,
      StudyDetails study,
      @Nullable StudyDetails prior,
      String priorReason,
      @Nullable String failure) {
    List<ImageReading> images;
    if (isChestCt(study)) {
      CtReading.Result ct = ctReading.read(study, prior, failure);
      if (ct.images().isEmpty()) {
        return nothingToRead(round, ct.reason());
      }
      images = ct.images();
    } else {
      images =
          FrontalChest.select(study, prior).pairs().stream()
              .map(
                  pair ->
                      failure == null ? pairReading.read(pair) : PairReading.failed(pair, failure))
              .toList();
    }
    List<NotRead> unreadable =
        study.unreadable().stream()
            .map(object -> new NotRead(object.instance().sopInstanceUid(), object.reason()))
            .toList();
    ReadingDocument document = new ReadingDocument(pairReading.model(), images, unreadable);
    boolean recorded =
        readings.record(
            new ReadingRow(
                round.studyUid(),
                round.number(),
                prior == null ? null : prior.studyInstanceUid(),
                priorReason,
                document.outcome(),
                document.toJson()));
    if (!recorded) {
      return new Outcome.Done("the study has grown; its next round is read instead");
    }
    queue.submit(JobNames.REPORT, round.key(), clock.instant());
    return new Outcome.Done(
        "%d images read, %d could not be%s"
            .formatted(
                document.read(),
                document.notRead().size(),
                prior == null ? ", no prior" : ", prior chosen"));
  }

  /**
   * Why this prior or why none, with what archives have to do with it: that none exists, that one
   * was fetched, or that it could not be are three answers.
   */
  private String reason(Round round, FoundPrior found) {
    String choice = found.choice().reason();
    PriorSearchRow search = searches.find(round.studyUid(), round.number()).orElse(null);
    StudyDetails prior = found.prior();
    if (search == null) {
      return choice;
    }
    if (prior == null) {
      return search.outcome() == PriorOutcome.NOT_FETCHED
          ? "prior could not be fetched: " + search.note()
          : search.ranking().reason() + asked(search.ranking());
    }
    if (search.note().isEmpty()) {
      return choice;
    }
    boolean another = !prior.studyInstanceUid().equals(search.priorStudyUid());
    return another && search.outcome() == PriorOutcome.FETCHED
        ? choice
        : choice + "; " + search.note();
  }

  /** The archives that were asked, which is what makes "there is none" an answer. */
  private static String asked(PriorRanking ranking) {
    String archives =
        ranking.asked().stream()
            .skip(1)
            .map(PriorRanking.Asked::name)
            .collect(Collectors.joining(", "));
    return archives.isEmpty() ? "" : "; asked: " + archives;
  }

  private Outcome nothingToRead(Round round, String why) {
    studies.apply(round.studyUid(), round.number(), StudyEvent.NOTHING_TO_READ, why);
    LOG.debug("job={} key={} {}", name(), round.key(), why);
    return new Outcome.Done("nothing to read, the ledger says why");
  }

  private String whyEmpty(Round round) {
    int apart = store.conflictingOfStudy(round.studyUid()).size();
    return apart == 0
        ? "nothing to read: the study has no object"
        : "nothing to read: its "
            + apart
            + " objects came under SOP Instance UIDs that others have with other content, and are"
            + " kept apart; changed images need new SOP Instance UIDs";
  }

  /** Why a study must not or cannot be read, "" when it can. */
  static String whyNot(StudyDetails study) {
    if (!study.identityReason().isEmpty()) {
      // Whose report would it be?
      return study.identityReason();
    }
    FrontalChest.Selection frontal = FrontalChest.select(study, null);
    return frontal.pairs().isEmpty() ? frontal.whyNothing() : "";
  }

  /** The model does not answer: that is reported, so that nobody waits for a report in vain. */
  @Override
  public void giveUp(String key, String reason) {
    Round round = Round.ofKey(key);
    try {
      reportFailure(round, reason);
    } catch (RuntimeException e) {
      LOG.error("job={} key={} its failure cannot be reported either", name(), key, e);
      studies.apply(
          round.studyUid(),
          round.number(),
          StudyEvent.GIVEN_UP,
          "the study could not be read: " + reason);
    }
  }
}
