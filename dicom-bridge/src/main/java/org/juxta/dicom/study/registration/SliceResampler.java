package org.juxta.dicom.study.registration;

import java.io.IOException;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.VoxelGrid;

/**
 * Resamples one slice of a volume in the grid of another (trilinear). However the volumes lie to
 * each other, each slice of the source is asked for once, and two at a time are held.
 */
public final class SliceResampler {
  private SliceResampler() {}

  /**
   * The source's values at the voxels of one slice of another volume.
   *
   * @param source what is resampled
   * @param grid the other volume
   * @param slice of the other volume
   * @param gridToSource from patient coordinates of the other volume to those of the source
   * @return row-major, {@link VoxelGrid#NO_VALUE} where the source has none
   * @throws IOException when a slice of the source cannot be read
   */
  public static short[] resample(
      VoxelGrid source, VolumeGeometry grid, int slice, Affine gridToSource) throws IOException {
    int columns = grid.columns();
    int pixels = columns * grid.rows();
    double[] m = source.geometry().toVoxel().after(gridToSource).after(grid.toPatient()).matrix();
    int[] below = new int[pixels];
    int[] starts = new int[source.geometry().slices() + 1];
    for (int i = 0; i < pixels; i++) {
      double z = place(m, 2, i % columns, i / columns, slice);
      int k = (int) Math.floor(z);
      // The last slice of all is met from below, with nothing of a next one.
      k = k == source.geometry().slices() - 1 && z == k ? k - 1 : k;
      boolean inside = k >= 0 && k + 1 < source.geometry().slices();
      below[i] = inside ? k : -1;
      if (inside) {
        starts[k + 1]++;
      }
    }
    for (int k = 1; k < starts.length; k++) {
      starts[k] += starts[k - 1];
    }
    int[] ordered = new int[starts[starts.length - 1]];
    int[] next = starts.clone();
    short[] values = new short[pixels];
    for (int i = 0; i < pixels; i++) {
      if (below[i] >= 0) {
        ordered[next[below[i]]++] = i;
      } else {
        values[i] = VoxelGrid.NO_VALUE;
      }
    }
    for (int k = 0; k + 1 < starts.length; k++) {
      if (starts[k] < starts[k + 1]) {
        short[] low = source.slice(k);
        short[] high = source.slice(k + 1);
        for (int n = starts[k]; n < starts[k + 1]; n++) {
          int i = ordered[n];
          double x = place(m, 0, i % columns, i / columns, slice);
          double y = place(m, 1, i % columns, i / columns, slice);
          double z = place(m, 2, i % columns, i / columns, slice) - k;
          values[i] = between(source.geometry(), low, high, x, y, z);
        }
      }
    }
    return values;
  }

  private static double place(double[] m, int axis, int column, int row, int slice) {
    int at = 4 * axis;
    return m[at] * column + m[at + 1] * row + m[at + 2] * slice + m[at + 3];
  }

  private static short between(
      VolumeGeometry g, short[] low, short[] high, double x, double y, double z) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    i = i == g.columns() - 1 && x == i ? i - 1 : i;
    j = j == g.rows() - 1 && y == j ? j - 1 : j;
    if (i < 0 || j < 0 || i + 1 >= g.columns() || j + 1 >= g.rows()) {
      return VoxelGrid.NO_VALUE;
    }
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      int dx = corner & 1;
      int dy = corner >> 1 & 1;
      int dz = corner >> 2;
      double weight =
          (dx == 0 ? 1 - (x - i) : x - i) * (dy == 0 ? 1 - (y - j) : y - j) * (dz == 0 ? 1 - z : z);
      short value = (dz == 0 ? low : high)[(j + dy) * g.columns() + i + dx];
      if (weight > 0) {
        if (value == VoxelGrid.NO_VALUE) {
          return VoxelGrid.NO_VALUE;
        }
        sum += weight * value;
      }
    }
    return (short) Math.round(sum);
  }
}
