package org.juxta.dicom.study.keyslice;

import org.juxta.dicom.study.volume.CoarseVolume;

/**
 * From which slice of a coarse volume to which the lungs reach, for saying at which level of the
 * chest a slice is where volumes are not registered.
 *
 * @param first first slice with lung
 * @param last last slice with lung
 * @param found whether there is lung at all; otherwise the range is the whole volume
 */
record LungExtent(int first, int last, boolean found) {
  /** Share of the largest lung area that counts as lung, so that air in the bowel does not. */
  private static final double SHARE = 0.12;

  static LungExtent of(CoarseVolume volume) {
    double[] areas = SliceScores.lung(volume);
    double largest = 0;
    for (double area : areas) {
      largest = Math.max(largest, area);
    }
    int first = areas.length;
    int last = -1;
    for (int k = 0; k < areas.length; k++) {
      if (largest > 0 && areas[k] >= SHARE * largest) {
        first = Math.min(first, k);
        last = k;
      }
    }
    return last > first
        ? new LungExtent(first, last, true)
        : new LungExtent(0, areas.length - 1, false);
  }

  /** The slice at a share of the way from the first to the last. */
  double level(double share) {
    return first + share * (last - first);
  }

  /** At which share of the way a slice is; below 0 or above 1 beyond the lungs. */
  double share(double slice) {
    return last == first ? 0 : (slice - first) / (last - first);
  }
}
