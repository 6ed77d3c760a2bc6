package org.juxta.inference.phantom;

/** All points p with {@code normal . p <= offset}. */
record HalfSpace(Vec3 normal, double offset) {

  static HalfSpace below(double z) {
    return new HalfSpace(new Vec3(0, 0, 1), z);
  }

  static HalfSpace above(double z) {
    return new HalfSpace(new Vec3(0, 0, -1), -z);
  }

  boolean contains(Vec3 p) {
    return normal.dot(p) <= offset;
  }
}
