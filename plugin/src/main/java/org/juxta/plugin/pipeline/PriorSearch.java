package org.juxta.plugin.pipeline;

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

/** Looks in our own store for the study to compare with. */
final class PriorSearch {
  /** A series of more images than this is a stack, and what its first images say, all say. */
  private static final int LONGEST_SERIES_READ = 16;

  private final ObjectStore store;

  PriorSearch(ObjectStore store) {
    this.store = store;
  }

  /** The choice with its reason; no prior is a normal answer. */
  PriorChoice find(StudyDetails current) {
    if (current.patientId().isEmpty()) {
      String why =
          current.identityReason().isEmpty()
              ? "the study has no Patient ID (0010,0020)"
              : current.identityReason();
      return new PriorChoice(null, "no prior: " + why, List.of());
    }
    List<StudyDetails> candidates =
        store.studiesOfPatient(current.patientId(), current.issuerOfPatientId()).stream()
            .filter(study -> !study.equals(current.studyInstanceUid()))
            .map(study -> StudyReader.read(firstOfEachSeries(store.instancesOfStudy(study))))
            .toList();
    return PriorChooser.choose(current, candidates);
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
