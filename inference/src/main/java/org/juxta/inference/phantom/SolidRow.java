package org.juxta.inference.phantom;

import java.util.List;

/**
 * Where the rays to one row of the detector enter and leave a {@link Solid}.
 *
 * <p>With the ray S + t D in the ellipsoid's own coordinates, o + t d, the surface is at A t^2 + 2
 * B t + C = 0 with A = d.d, B = o.d, C = o.o - 1. Along a row d is linear in u, so A and B^2 - AC
 * are quadratic in u, and the columns that the solid covers follow from two roots.
 */
final class SolidRow {
  private final int size;
  private final double spacing;
  private final double half;

  private final Vec3 origin;
  private final Vec3 toMiddle;
  private final Vec3 perRight;
  private final Vec3 perDown;
  private final double c;
  private final double a2;
  private final double b1;

  private final int cuts;
  private final double[] cutMiddle;
  private final double[] cutRight;
  private final double[] cutDown;
  private final double[] cutLimit;

  SolidRow(Solid solid, ProjectionGeometry geometry, int size) {
    this.size = size;
    this.spacing = geometry.field() / size;
    this.half = geometry.field() / 2;
    Vec3[] m = solid.shape().inverseRows();
    Vec3 ray = geometry.middle().minus(geometry.source());
    origin = apply(m, geometry.source().minus(solid.shape().centre()));
    toMiddle = apply(m, ray);
    perRight = apply(m, geometry.right());
    perDown = apply(m, geometry.down());
    c = origin.dot(origin) - 1;
    a2 = perRight.dot(perRight);
    b1 = origin.dot(perRight);
    List<HalfSpace> halfSpaces = solid.cuts();
    cuts = halfSpaces.size();
    cutMiddle = new double[cuts];
    cutRight = new double[cuts];
    cutDown = new double[cuts];
    cutLimit = new double[cuts];
    for (int k = 0; k < cuts; k++) {
      HalfSpace cut = halfSpaces.get(k);
      cutMiddle[k] = cut.normal().dot(ray);
      cutRight[k] = cut.normal().dot(geometry.right());
      cutDown[k] = cut.normal().dot(geometry.down());
      cutLimit[k] = cut.offset() - cut.normal().dot(geometry.source());
    }
  }

  private static Vec3 apply(Vec3[] rows, Vec3 v) {
    return new Vec3(rows[0].dot(v), rows[1].dot(v), rows[2].dot(v));
  }

  /**
   * Appends this solid's entry and exit to the events of every column that it covers. An event is t
   * as the bits of a positive float in the upper half of a long, the solid's code in the lower.
   *
   * @param v the row's position on the detector, mm below its middle
   * @param code what the solid is known by
   * @param row room to work in
   * @param events {@code capacity} places for each column
   * @param counts events of each column so far
   */
  void cross(double v, int code, Row row, long[] events, int[] counts, int capacity) {
    double dx = toMiddle.x() + v * perDown.x();
    double dy = toMiddle.y() + v * perDown.y();
    double dz = toMiddle.z() + v * perDown.z();
    double a0 = dx * dx + dy * dy + dz * dz;
    double a1 = 2 * (dx * perRight.x() + dy * perRight.y() + dz * perRight.z());
    double b0 = origin.x() * dx + origin.y() * dy + origin.z() * dz;
    double q0 = b0 * b0 - c * a0;
    double q1 = 2 * b0 * b1 - c * a1;
    double q2 = b1 * b1 - c * a2;
    double inner = q1 * q1 - 4 * q2 * q0;
    if (q2 >= 0 || inner <= 0) {
      return;
    }
    double root = Math.sqrt(inner);
    double low = (-q1 + root) / (2 * q2);
    double high = (-q1 - root) / (2 * q2);
    int first = Math.max(0, (int) Math.ceil((low + half) / spacing - 0.5));
    int last = Math.min(size - 1, (int) Math.floor((high + half) / spacing - 0.5));
    double[] us = row.u;
    double[] enters = row.enter;
    double[] exits = row.exit;
    // Plain arithmetic on arrays, so that the compiler turns it into vector instructions.
    for (int column = first; column <= last; column++) {
      double u = us[column];
      double perA = 1 / ((a2 * u + a1) * u + a0);
      double b = b1 * u + b0;
      double s = Math.sqrt(Math.abs((q2 * u + q1) * u + q0));
      enters[column] = (-b - s) * perA;
      exits[column] = (s - b) * perA;
    }
    for (int k = 0; k < cuts; k++) {
      cut(k, v, first, last, row);
    }
    for (int column = first; column <= last; column++) {
      if (exits[column] > enters[column]) {
        int count = counts[column];
        int at = column * capacity + count;
        events[at] = event(enters[column], code);
        events[at + 1] = event(exits[column], code);
        counts[column] = count + 2;
      }
    }
  }

  private void cut(int k, double v, int first, int last, Row row) {
    for (int column = first; column <= last; column++) {
      double slope = cutMiddle[k] + v * cutDown[k] + row.u[column] * cutRight[k];
      double limit = cutLimit[k] / slope;
      if (slope > 0) {
        row.exit[column] = Math.min(row.exit[column], limit);
      } else if (slope < 0) {
        row.enter[column] = Math.max(row.enter[column], limit);
      } else if (cutLimit[k] < 0) {
        row.exit[column] = row.enter[column];
      }
    }
  }

  private static long event(double t, int code) {
    return ((long) Float.floatToRawIntBits((float) t) << 32) | code;
  }

  /** Room for one row: where its columns are on the detector, and crossings being worked out. */
  static final class Row {
    /** Position of each column, mm to the right of the detector's middle. */
    final double[] u;

    private final double[] enter;
    private final double[] exit;

    Row(int size, double field) {
      u = new double[size];
      enter = new double[size];
      exit = new double[size];
      for (int column = 0; column < size; column++) {
        u[column] = (column + 0.5) * field / size - field / 2;
      }
    }
  }
}
