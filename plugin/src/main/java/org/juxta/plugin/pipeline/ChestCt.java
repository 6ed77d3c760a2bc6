package org.juxta.plugin.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.volume.Volume;
import org.juxta.dicom.study.volume.VolumeAssembler;
import org.juxta.dicom.study.volume.VolumeAssembly;

/** Finds the series of a chest CT that makes a volume. */
final class ChestCt {
  private static final String CHEST = "CHEST";
  private static final String CT = "CT";

  /** Series that are tried before a study is given up. */
  private static final int MOST_TRIED = 8;

  private final ObjectStore store;

  ChestCt(ObjectStore store) {
    this.store = store;
  }

  /**
   * A volume, or why there is none.
   *
   * @param volume to be closed by who takes it, null for none
   * @param reason which series it is of and what was made good, or why each series was refused
   */
  record Found(@Nullable Volume volume, String reason) {}

  /** Whether a study has CT images of the chest. */
  static boolean isIn(StudyDetails study) {
    return study.bodyRegions().contains(CHEST)
        && study.series().stream()
            .anyMatch(series -> series.modality().equals(CT) && !series.images().isEmpty());
  }

  /** The volume of the longest series that makes one. */
  Found volume(String studyUid) {
    Map<String, List<StoredInstance>> bySeries = new LinkedHashMap<>();
    for (StoredInstance instance : store.instancesOfStudy(studyUid)) {
      if (instance.modality().equals(CT) && ImageObjects.isImage(instance)) {
        bySeries
            .computeIfAbsent(instance.seriesInstanceUid(), any -> new ArrayList<>())
            .add(instance);
      }
    }
    List<List<StoredInstance>> longestFirst = new ArrayList<>(bySeries.values());
    longestFirst.sort(
        Comparator.comparingInt((List<StoredInstance> series) -> series.size()).reversed());
    List<String> reasons = new ArrayList<>();
    for (List<StoredInstance> series :
        longestFirst.subList(0, Math.min(MOST_TRIED, longestFirst.size()))) {
      String uid = series.get(0).seriesInstanceUid();
      VolumeAssembly assembly = VolumeAssembler.assemble(series);
      if (assembly instanceof VolumeAssembly.Assembled assembled) {
        return new Found(assembled.volume(), "series " + uid + " " + words(assembled));
      }
      VolumeAssembly.Refused refused = (VolumeAssembly.Refused) assembly;
      reasons.add("series %s refused: %s".formatted(uid, refused.detail()));
    }
    return new Found(null, reasons.isEmpty() ? "no CT series" : String.join("; ", reasons));
  }

  private static String words(VolumeAssembly.Assembled assembled) {
    String slices =
        "of %d slices at %.2f mm"
            .formatted(
                assembled.volume().geometry().slices(),
                assembled.volume().geometry().sliceSpacing());
    return assembled.notes().isEmpty()
        ? slices
        : slices + " (" + String.join("; ", assembled.notes()) + ")";
  }
}
