package org.juxta.inference.phantom;

/** A point or direction in patient coordinates, in millimetres. */
record Vec3(double x, double y, double z) {

  Vec3 plus(Vec3 o) {
    return new Vec3(x + o.x, y + o.y, z + o.z);
  }

  Vec3 minus(Vec3 o) {
    return new Vec3(x - o.x, y - o.y, z - o.z);
  }

  Vec3 times(double s) {
    return new Vec3(x * s, y * s, z * s);
  }

  double dot(Vec3 o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vec3 cross(Vec3 o) {
    return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /** Same direction, length 1. */
  Vec3 unit() {
    return times(1 / length());
  }

  /** This point moved the fraction {@code f} of the way to {@code o}. */
  Vec3 towards(Vec3 o, double f) {
    return plus(o.minus(this).times(f));
  }
}
