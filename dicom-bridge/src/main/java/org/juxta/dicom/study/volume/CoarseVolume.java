package org.juxta.dicom.study.volume;

import java.io.IOException;
import java.util.Arrays;
import org.juxta.dicom.geometry.VolumeGeometry;

/**
 * A volume small enough to be held in memory: means over blocks of voxels, values cut to a range.
 *
 * @param geometry where its voxels are
 * @param values column by column, row by row, slice by slice; NaN where a block has no value. Owned
 *     by this record: do not change them afterwards.
 */
public record CoarseVolume(VolumeGeometry geometry, float[] values) {
  /** Range in which tissues of the body differ, HU; implants and the table's metal are cut. */
  private static final int LOWEST = -1000;

  private static final int HIGHEST = 500;

  /**
   * Reads every slice of a volume once, in order.
   *
   * @param voxel side that a voxel should have at most, mm; blocks are whole voxels
   */
  public static CoarseVolume of(VoxelGrid grid, double voxel) throws IOException {
    VolumeGeometry fine = grid.geometry();
    int across = block(voxel, fine.columnStep().length(), fine.columns());
    int down = block(voxel, fine.rowStep().length(), fine.rows());
    int deep = block(voxel, fine.sliceSpacing(), fine.slices());
    VolumeGeometry coarse = fine.inBlocks(across, down, deep);
    float[] values = new float[coarse.columns() * coarse.rows() * coarse.slices()];
    int plane = coarse.columns() * coarse.rows();
    float[] sums = new float[plane];
    int[] counts = new int[plane];
    for (int k = 0; k < coarse.slices(); k++) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      for (int z = k * deep; z < (k + 1) * deep; z++) {
        add(grid.slice(z), fine.columns(), across, down, coarse, sums, counts);
      }
      for (int i = 0; i < plane; i++) {
        values[k * plane + i] = counts[i] == 0 ? Float.NaN : sums[i] / counts[i];
      }
    }
    return new CoarseVolume(coarse, values);
  }

  private static int block(double wanted, double spacing, int count) {
    return Math.max(1, Math.min(count, (int) Math.round(wanted / spacing)));
  }

  private static void add(
      short[] slice,
      int columns,
      int across,
      int down,
      VolumeGeometry coarse,
      float[] sums,
      int[] counts) {
    for (int row = 0; row < coarse.rows() * down; row++) {
      int to = row / down * coarse.columns();
      for (int column = 0; column < coarse.columns() * across; column++) {
        int value = slice[row * columns + column];
        if (value != VoxelGrid.NO_VALUE) {
          int at = to + column / across;
          sums[at] += Math.max(LOWEST, Math.min(HIGHEST, value));
          counts[at]++;
        }
      }
    }
  }

  /** The same with blocks of voxels taken together until they are of a size, mm. */
  public CoarseVolume coarser(double voxel) {
    int across = block(voxel, geometry.columnStep().length(), geometry.columns());
    int down = block(voxel, geometry.rowStep().length(), geometry.rows());
    int deep = block(voxel, geometry.sliceSpacing(), geometry.slices());
    VolumeGeometry to = geometry.inBlocks(across, down, deep);
    float[] sums = new float[to.columns() * to.rows() * to.slices()];
    int[] counts = new int[sums.length];
    for (int k = 0; k < to.slices() * deep; k++) {
      for (int j = 0; j < to.rows() * down; j++) {
        for (int i = 0; i < to.columns() * across; i++) {
          float value = at(i, j, k);
          if (!Float.isNaN(value)) {
            int target = (k / deep * to.rows() + j / down) * to.columns() + i / across;
            sums[target] += value;
            counts[target]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = counts[i] == 0 ? Float.NaN : sums[i] / counts[i];
    }
    return new CoarseVolume(to, sums);
  }

  /** The value of a voxel. */
  public float at(int column, int row, int slice) {
    return values[(slice * geometry.rows() + row) * geometry.columns() + column];
  }

  /**
   * Value and gradient between voxels (trilinear).
   *
   * @param out value, then its derivative for each voxel index
   * @return false where a neighbour is outside or has no value
   */
  public boolean sample(double x, double y, double z, double[] out) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    int k = (int) Math.floor(z);
    if (i < 0
        || j < 0
        || k < 0
        || i + 1 >= geometry.columns()
        || j + 1 >= geometry.rows()
        || k + 1 >= geometry.slices()) {
      return false;
    }
    double fx = x - i;
    double fy = y - j;
    double fz = z - k;
    int rowStep = geometry.columns();
    int sliceStep = rowStep * geometry.rows();
    int at = k * sliceStep + j * rowStep + i;
    double v000 = values[at];
    double v100 = values[at + 1];
    double v010 = values[at + rowStep];
    double v110 = values[at + rowStep + 1];
    double v001 = values[at + sliceStep];
    double v101 = values[at + sliceStep + 1];
    double v011 = values[at + sliceStep + rowStep];
    double v111 = values[at + sliceStep + rowStep + 1];
    double v00 = v000 + fx * (v100 - v000);
    double v10 = v010 + fx * (v110 - v010);
    double v01 = v001 + fx * (v101 - v001);
    double v11 = v011 + fx * (v111 - v011);
    double v0 = v00 + fy * (v10 - v00);
    double v1 = v01 + fy * (v11 - v01);
    out[0] = v0 + fz * (v1 - v0);
    out[1] =
        (1 - fz) * ((1 - fy) * (v100 - v000) + fy * (v110 - v010))
            + fz * ((1 - fy) * (v101 - v001) + fy * (v111 - v011));
    out[2] = (1 - fz) * (v10 - v00) + fz * (v11 - v01);
    out[3] = v1 - v0;
    return !Double.isNaN(out[0]);
  }
}
