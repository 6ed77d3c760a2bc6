package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.PriorChoice;
import org.juxta.dicom.study.PriorChooser;
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
  private final Duration quietPeriod;
  private final Clock clock;

  PriorSearch(ObjectStore store, StudyLedger studies, Duration quietPeriod, Clock clock) {
    this.store = store;
    this.studies = studies;
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
      return new FoundPrior(new PriorChoice(null, "no prior: " + why, List.of()), null);
    }
    List<StudyDetails> candidates =
        store.studiesOfPatient(current.patientId(), current.issuerOfPatientId()).stream()
            .filter(study -> !study.equals(current.studyInstanceUid()))
            .map(study -> StudyReader.read(firstOfEachSeries(store.instancesOfStudy(study))))
            .toList();
    PriorChoice choice = PriorChooser.choose(current, candidates);
    StudyDetails prior = choice.prior();
    return prior == null || !isArriving(prior.studyInstanceUid())
        ? new FoundPrior(choice, null)
        : new FoundPrior(choice, completeAt(prior.studyInstanceUid()));
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
