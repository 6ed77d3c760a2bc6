package org.juxta.dicom.testing;

import java.util.Random;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.VoxelGrid;

/** A chest of a few ellipsoids and many balls, in memory, for tests of what works on volumes. */
public final class ModelChest {
  private static final int BALLS = 80;

  private final double[][] balls = new double[BALLS][];
  private final double size;

  /** Chests of different seeds differ as patients do. */
  public ModelChest(long seed) {
    Random random = new Random(seed);
    size = 0.8 + 0.4 * random.nextDouble();
    for (int i = 0; i < BALLS; i++) {
      balls[i] =
          new double[] {
            (random.nextDouble() - 0.5) * 260,
            (random.nextDouble() - 0.5) * 160,
            (random.nextDouble() - 0.5) * 240,
            8 + 10 * random.nextDouble(),
            random.nextBoolean() ? 60 : 400
          };
    }
  }

  /** Hounsfield units at a point of the chest, whose middle is the origin. */
  public double at(Vector3 p) {
    double x = p.x() / size;
    double y = p.y() / size;
    double z = p.z() / size;
    if (square(x / 170, y / 110, z / 130) > 1) {
      return -1000;
    }
    double value = 40;
    if (square((x - 70) / 60, y / 80, z / 120) < 1
        || square((x + 72) / 55, (y - 5) / 80, z / 115) < 1) {
      value = -800;
    }
    if (square(x / 20, (y - 70) / 20, 0) < 1) {
      value = 300;
    }
    for (double[] ball : balls) {
      if (square((x - ball[0]) / ball[3], (y - ball[1]) / ball[3], (z - ball[2]) / ball[3]) < 1) {
        value = ball[4];
      }
    }
    return value;
  }

  private static double square(double x, double y, double z) {
    return x * x + y * y + z * z;
  }

  /**
   * The chest scanned.
   *
   * @param toChest from patient coordinates of the scan to the chest
   */
  public VoxelGrid scanned(VolumeGeometry geometry, Affine toChest) {
    return scanned(geometry, toChest, this::at);
  }

  /** Any field scanned. */
  public static VoxelGrid scanned(VolumeGeometry geometry, Affine toChest, CtSeries.Field field) {
    Affine toField = toChest.after(geometry.toPatient());
    return new VoxelGrid() {
      @Override
      public VolumeGeometry geometry() {
        return geometry;
      }

      @Override
      public short[] slice(int slice) {
        short[] values = new short[geometry.columns() * geometry.rows()];
        for (int i = 0; i < values.length; i++) {
          values[i] =
              (short)
                  Math.round(
                      field.at(
                          toField.apply(i % geometry.columns(), i / geometry.columns(), slice)));
        }
        return values;
      }
    };
  }
}
