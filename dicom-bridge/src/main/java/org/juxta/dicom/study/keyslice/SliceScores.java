package org.juxta.dicom.study.keyslice;

import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.CoarseVolume;

/** Measures on the slices of a coarse volume, each an area in square millimetres. */
final class SliceScores {
  /** Range of values of aerated lung, HU. */
  private static final double LUNG_LOWEST = -960;

  private static final double LUNG_HIGHEST = -500;

  /** What lung that holds no air, fluid or a mass has at least, HU. */
  private static final double DENSE = -200;

  /** Difference between two dates that is no noise and no breath, HU. */
  private static final double CHANGE = 250;

  private SliceScores() {}

  /** Area of aerated lung in each slice. */
  static double[] lung(CoarseVolume volume) {
    return areas(volume, (i, j, k) -> isLung(volume.at(i, j, k)));
  }

  /** Area whose mirror image about the middle of the lungs is aerated where it is dense. */
  static double[] asymmetry(CoarseVolume volume) {
    double middle = middleColumn(volume);
    int columns = volume.geometry().columns();
    return areas(
        volume,
        (i, j, k) -> {
          int mirrored = (int) Math.round(2 * middle - i);
          return mirrored >= 0
              && mirrored < columns
              && isLung(volume.at(mirrored, j, k))
              && volume.at(i, j, k) > DENSE;
        });
  }

  /** Area that differs from the prior at the same place. */
  static double[] change(CoarseVolume current, CoarseVolume prior, Affine currentToPrior) {
    double[] m =
        prior
            .geometry()
            .toVoxel()
            .after(currentToPrior)
            .after(current.geometry().toPatient())
            .matrix();
    double[] sampled = new double[4];
    return areas(
        current,
        (i, j, k) ->
            prior.sample(
                    m[0] * i + m[1] * j + m[2] * k + m[3],
                    m[4] * i + m[5] * j + m[6] * k + m[7],
                    m[8] * i + m[9] * j + m[10] * k + m[11],
                    sampled)
                && Math.abs(sampled[0] - current.at(i, j, k)) > CHANGE);
  }

  private static boolean isLung(double value) {
    return value > LUNG_LOWEST && value < LUNG_HIGHEST;
  }

  private static double middleColumn(CoarseVolume volume) {
    VolumeGeometry g = volume.geometry();
    double sum = 0;
    int count = 0;
    for (int k = 0; k < g.slices(); k++) {
      for (int j = 0; j < g.rows(); j++) {
        for (int i = 0; i < g.columns(); i++) {
          if (isLung(volume.at(i, j, k))) {
            sum += i;
            count++;
          }
        }
      }
    }
    return count == 0 ? (g.columns() - 1) / 2.0 : sum / count;
  }

  private interface Voxels {
    boolean contains(int column, int row, int slice);
  }

  private static double[] areas(CoarseVolume volume, Voxels voxels) {
    VolumeGeometry g = volume.geometry();
    double area = g.columnStep().length() * g.rowStep().length();
    double[] areas = new double[g.slices()];
    for (int k = 0; k < areas.length; k++) {
      for (int j = 0; j < g.rows(); j++) {
        for (int i = 0; i < g.columns(); i++) {
          if (voxels.contains(i, j, k)) {
            areas[k] += area;
          }
        }
      }
    }
    return areas;
  }
}
