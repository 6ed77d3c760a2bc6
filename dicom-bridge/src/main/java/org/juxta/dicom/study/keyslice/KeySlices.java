package org.juxta.dicom.study.keyslice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.volume.CoarseVolume;
import org.juxta.dicom.study.volume.Volume;

/**
 * Chooses slices of a volume to be shown: the most changed ones where a prior is registered, the
 * most asymmetric ones, and some spread evenly over the lungs. Only acquired slices are chosen,
 * never interpolated ones.
 */
public final class KeySlices {
  private static final int CHANGED = 3;
  private static final int ASYMMETRIC = 2;
  private static final int SPREAD = 3;

  /** Distance that slices chosen for one measure keep from each other, mm. */
  private static final double APART = 20;

  private KeySlices() {}

  /**
   * Chooses slices.
   *
   * @param volume the volume that is read
   * @param coarse the same with large voxels
   * @param prior the prior with large voxels, null for none
   * @param registration how the prior lies to it; null without one
   * @return at most eight, from the first slice of the volume to the last
   */
  public static List<KeySlice> choose(
      Volume volume,
      CoarseVolume coarse,
      @Nullable CoarseVolume prior,
      @Nullable Registration registration) {
    List<KeySlice> chosen = new ArrayList<>();
    if (prior != null && registration != null && registration.registered()) {
      double[] change = SliceScores.change(coarse, prior, registration.currentToPrior());
      add(volume, coarse, KeySlice.Why.CHANGED, change, CHANGED, chosen);
    }
    double[] asymmetry = SliceScores.asymmetry(coarse);
    add(volume, coarse, KeySlice.Why.ASYMMETRIC, asymmetry, ASYMMETRIC, chosen);
    spread(volume, coarse, chosen);
    chosen.sort(Comparator.comparingInt(KeySlice::slice));
    return List.copyOf(chosen);
  }

  /** The highest scores that are not near each other. */
  private static void add(
      Volume volume,
      CoarseVolume coarse,
      KeySlice.Why why,
      double[] scores,
      int count,
      List<KeySlice> chosen) {
    int limit = chosen.size() + count;
    double[] left = scores.clone();
    while (chosen.size() < limit) {
      int best = 0;
      for (int k = 1; k < left.length; k++) {
        best = left[k] > left[best] ? k : best;
      }
      if (!(left[best] > 0)) {
        return;
      }
      int slice = acquired(volume, fine(volume, coarse, best));
      if (isFree(volume, slice, APART, chosen)) {
        chosen.add(new KeySlice(slice, why, scores[best]));
      }
      left[best] = 0;
    }
  }

  private static void spread(Volume volume, CoarseVolume coarse, List<KeySlice> chosen) {
    LungExtent lungs = LungExtent.of(coarse);
    for (int i = 0; i < SPREAD; i++) {
      int slice = acquired(volume, fine(volume, coarse, lungs.level((i + 0.5) / SPREAD)));
      if (isFree(volume, slice, volume.geometry().sliceSpacing() / 2, chosen)) {
        chosen.add(new KeySlice(slice, KeySlice.Why.SPREAD, 0));
      }
    }
  }

  private static boolean isFree(Volume volume, int slice, double mm, List<KeySlice> chosen) {
    double spacing = volume.geometry().sliceSpacing();
    return chosen.stream().noneMatch(key -> Math.abs(key.slice() - slice) * spacing < mm);
  }

  /** The slice in the middle of a block. */
  static int fine(Volume volume, CoarseVolume coarse, double coarseSlice) {
    VolumeGeometry g = volume.geometry();
    double z = g.toVoxel().apply(coarse.geometry().toPatient().apply(0, 0, coarseSlice)).z();
    return (int) Math.max(0, Math.min(g.slices() - 1, Math.round(z)));
  }

  /** The slice itself, or its neighbour where it was interpolated. */
  static int acquired(Volume volume, int slice) {
    return volume.source(slice).isPresent() ? slice : slice - 1;
  }
}
