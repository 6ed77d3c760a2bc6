package org.juxta.inference.phantom;

/**
 * A solid ellipsoid with any orientation or shear, in millimetres: all points {@code centre + q1 a
 * + q2 b + q3 c} with |q| at most 1.
 *
 * @param centre its middle
 * @param a first semi-axis; the three need not be orthogonal, only independent
 * @param b second semi-axis
 * @param c third semi-axis
 */
record Ellipsoid(Vec3 centre, Vec3 a, Vec3 b, Vec3 c) {

  /** With its axes along x, y and z. */
  static Ellipsoid aligned(double x, double y, double z, double rx, double ry, double rz) {
    return new Ellipsoid(
        new Vec3(x, y, z), new Vec3(rx, 0, 0), new Vec3(0, ry, 0), new Vec3(0, 0, rz));
  }

  static Ellipsoid ball(Vec3 centre, double radius) {
    return aligned(centre.x(), centre.y(), centre.z(), radius, radius, radius);
  }

  /** A spindle from one point to another with a round waist. */
  static Ellipsoid spindle(Vec3 from, Vec3 to, double waistRadius) {
    Vec3 half = to.minus(from).times(0.5);
    Vec3 side = perpendicular(half).times(waistRadius);
    Vec3 other = half.cross(side).unit().times(waistRadius);
    return new Ellipsoid(from.plus(half), half, side, other);
  }

  /** A unit vector at right angles to {@code v}. */
  static Vec3 perpendicular(Vec3 v) {
    Vec3 helper = Math.abs(v.z()) > 0.7 * v.length() ? new Vec3(1, 0, 0) : new Vec3(0, 0, 1);
    return v.cross(helper).unit();
  }

  /** The rows of the matrix that takes {@code p - centre} to unit-ball coordinates. */
  Vec3[] inverseRows() {
    double det = determinant();
    return new Vec3[] {
      b.cross(c).times(1 / det), c.cross(a).times(1 / det), a.cross(b).times(1 / det)
    };
  }

  /** Signed; the volume is 4/3 pi times its amount. */
  double determinant() {
    return a.dot(b.cross(c));
  }

  /** Where a point is in units of the semi-axes; inside when its length is below 1. */
  Vec3 toUnit(Vec3 p) {
    Vec3[] m = inverseRows();
    Vec3 d = p.minus(centre);
    return new Vec3(m[0].dot(d), m[1].dot(d), m[2].dot(d));
  }

  Vec3 fromUnit(Vec3 q) {
    return centre.plus(a.times(q.x())).plus(b.times(q.y())).plus(c.times(q.z()));
  }

  /** Half the width of its bounds along x. */
  double extentX() {
    return Math.sqrt(a.x() * a.x() + b.x() * b.x() + c.x() * c.x());
  }

  /** Square of a distance from the centre that no point exceeds, mm2. */
  double squaredReach() {
    return a.dot(a) + b.dot(b) + c.dot(c);
  }

  /** Shrunk or grown by the factor {@code s} towards a fixed point. */
  Ellipsoid scaledAbout(Vec3 fixed, double s) {
    return new Ellipsoid(fixed.towards(centre, s), a.times(s), b.times(s), c.times(s));
  }

  /** Every semi-axis longer by {@code mm}. */
  Ellipsoid grown(double mm) {
    return new Ellipsoid(centre, longer(a, mm), longer(b, mm), longer(c, mm));
  }

  Ellipsoid moved(Vec3 by) {
    return new Ellipsoid(centre.plus(by), a, b, c);
  }

  private static Vec3 longer(Vec3 v, double mm) {
    return v.times(1 + mm / v.length());
  }
}
