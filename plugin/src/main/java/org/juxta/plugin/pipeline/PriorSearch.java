package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.PriorCandidate;
import org.juxta.dicom.study.PriorChoice;
import org.juxta.dicom.study.PriorChooser;
import org.juxta.dicom.study.PriorLimits;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyState;

/** Looks in our own store for the study to compare with. */
final class PriorSearch {
  /** A series of more images than this is a stack, and what its first images say, all say. */
  private static final int LONGEST_SERIES_READ = 16;

  /** A prior that should be complete by now is looked at again after this. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ObjectStore store;
  private final StudyLedger studies;
  private final PriorLimits limits;
  private final Duration quietPeriod;
  private final Clock clock;

  PriorSearch(
      ObjectStore store,
      StudyLedger studies,
      PriorLimits limits,
      Duration quietPeriod,
      Clock clock) {
    this.store = store;
    this.studies = studies;
    this.limits = limits;
    this.quietPeriod = quietPeriod;
    this.clock = clock;
  }

  /** The choice with its reason; no prior is a normal answer. */
  FoundPrior find(StudyDetails current) {
    if (current.patientId().isEmpty()) {
      String why =
          current.identityReason().isEmpty()
              ? "the study has no Patient ID (0010,0020)"
              : current.identityReason();
      return new FoundPrior(new PriorChoice(List.of(), "no prior: " + why, List.of()), null, null);
    }
    Map<String, StudyDetails> held = new LinkedHashMap<>();
    others(current).forEach(study -> held.put(study.studyInstanceUid(), study));
    PriorChoice choice =
        PriorChooser.choose(
            current, held.values().stream().map(PriorCandidate::of).toList(), limits);
    PriorCandidate best = choice.prior();
    if (best == null) {
      return new FoundPrior(choice, null, null);
    }
    String uid = best.studyInstanceUid();
    return new FoundPrior(choice, held.get(uid), isArriving(uid) ? completeAt(uid) : null);
  }

  /** All other studies of the patient. */
  List<PriorCandidate> candidates(StudyDetails current) {
    return current.patientId().isEmpty()
        ? List.of()
        : others(current).stream().map(PriorCandidate::of).toList();
  }

  /** One study as we hold it, null if we hold nothing of it. */
  @Nullable PriorCandidate candidate(String study) {
    List<StoredInstance> instances = store.instancesOfStudy(study);
    return instances.isEmpty()
        ? null
        : PriorCandidate.of(StudyReader.read(firstOfEachSeries(instances)));
  }

  private List<StudyDetails> others(StudyDetails current) {
    return store.studiesOfPatient(current.patientId(), current.issuerOfPatientId()).stream()
        .filter(study -> !study.equals(current.studyInstanceUid()))
        .map(study -> StudyReader.read(firstOfEachSeries(store.instancesOfStudy(study))))
        .toList();
  }

  private boolean isArriving(String study) {
    return studies.find(study).filter(row -> row.state() == StudyState.RECEIVING).isPresent();
  }

  /** When it will be complete if nothing more comes; never much later, even by a clock set back. */
  private Instant completeAt(String study) {
    Instant now = clock.instant();
    Instant quietAt = Arrivals.last(store.instancesOfStudy(study)).plus(quietPeriod);
    Instant latest = now.plus(quietPeriod);
    Instant expected = quietAt.isBefore(latest) ? quietAt : latest;
    return expected.isAfter(now) ? expected.plus(SOON) : now.plus(SOON);
  }

  private static List<StoredInstance> firstOfEachSeries(List<StoredInstance> instances) {
    Map<String, Integer> taken = new LinkedHashMap<>();
    List<StoredInstance> kept = new ArrayList<>();
    for (StoredInstance instance : instances) {
      if (taken.merge(instance.seriesInstanceUid(), 1, Integer::sum) <= LONGEST_SERIES_READ) {
        kept.add(instance);
      }
    }
    return kept;
  }
}
