package org.juxta.dicom.study.registration;

import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.CoarseVolume;

/**
 * Points of a volume at which its values change, which is where a shift can be seen.
 *
 * @param positions x, y, z of each in patient coordinates, mm
 * @param values at the points
 */
record Landmarks(double[] positions, float[] values) {
  /** Change from a voxel to the one after the next that makes a point count, HU. */
  private static final double EDGE = 60;

  static Landmarks of(CoarseVolume volume, int most) {
    VolumeGeometry g = volume.geometry();
    int found = 0;
    for (int pass = 0; ; pass++) {
      // The first pass counts, the second one takes every n-th.
      int every = pass == 0 ? Integer.MAX_VALUE : Math.max(1, (found + most - 1) / most);
      int count = pass == 0 ? 0 : (found + every - 1) / every;
      double[] positions = new double[3 * count];
      float[] values = new float[count];
      int met = 0;
      int taken = 0;
      Affine toPatient = g.toPatient();
      for (int k = 1; k < g.slices() - 1; k++) {
        for (int j = 1; j < g.rows() - 1; j++) {
          for (int i = 1; i < g.columns() - 1; i++) {
            if (!isEdge(volume, i, j, k)) {
              continue;
            }
            if (pass == 1 && met % every == 0) {
              Vector3 p = toPatient.apply(i, j, k);
              positions[3 * taken] = p.x();
              positions[3 * taken + 1] = p.y();
              positions[3 * taken + 2] = p.z();
              values[taken++] = volume.at(i, j, k);
            }
            met++;
          }
        }
      }
      if (pass == 1) {
        return new Landmarks(positions, values);
      }
      found = met;
    }
  }

  private static boolean isEdge(CoarseVolume volume, int i, int j, int k) {
    double x = volume.at(i + 1, j, k) - volume.at(i - 1, j, k);
    double y = volume.at(i, j + 1, k) - volume.at(i, j - 1, k);
    double z = volume.at(i, j, k + 1) - volume.at(i, j, k - 1);
    // False for NaN, too.
    return x * x + y * y + z * z > EDGE * EDGE && !Float.isNaN(volume.at(i, j, k));
  }

  int count() {
    return values.length;
  }
}
