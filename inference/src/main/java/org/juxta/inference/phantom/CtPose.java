package org.juxta.inference.phantom;

/**
 * How a patient lies in a CT scanner: turned about the middle of the chest, then shifted. Two scans
 * of one patient differ by their poses and by what changed in the patient.
 *
 * @param shiftX towards the patient's left, mm
 * @param shiftY towards posterior, mm
 * @param shiftZ towards the head, mm
 * @param aboutX rotation about the x axis, degrees, right-handed; applied first
 * @param aboutY rotation about the y axis, applied second
 * @param aboutZ rotation about the z axis, applied last
 */
public record CtPose(
    double shiftX, double shiftY, double shiftZ, double aboutX, double aboutY, double aboutZ) {
  private static final Vec3 PIVOT = new Vec3(0, 0, -40);

  /** Straight and in the middle. */
  public static CtPose straight() {
    return new CtPose(0, 0, 0, 0, 0, 0);
  }

  /** The pose that follows from a patient's seed, as patients come to lie. */
  static CtPose draw(long seed, TimePoint time) {
    RandomStream random = RandomStream.of(seed, "pose CT " + time);
    return new CtPose(
        random.normal(0, 8),
        random.normal(0, 8),
        random.normal(0, 30),
        random.normal(0, 2),
        random.normal(0, 2),
        random.normal(0, 2.5));
  }

  /**
   * Where a point of the anatomy is in the patient coordinates of the scan.
   *
   * @return x, y, z in mm
   */
  public double[] toScan(double x, double y, double z) {
    Vec3 p = toScan(new Vec3(x, y, z));
    return new double[] {p.x(), p.y(), p.z()};
  }

  /**
   * Which point of the anatomy is at a point of the scan.
   *
   * @return x, y, z in mm
   */
  public double[] toAnatomy(double x, double y, double z) {
    Vec3 p = toAnatomy(new Vec3(x, y, z));
    return new double[] {p.x(), p.y(), p.z()};
  }

  Vec3 toScan(Vec3 anatomy) {
    return turn(anatomy.minus(PIVOT)).plus(PIVOT).plus(new Vec3(shiftX, shiftY, shiftZ));
  }

  Vec3 toAnatomy(Vec3 scan) {
    return turnBack(scan.minus(PIVOT).minus(new Vec3(shiftX, shiftY, shiftZ))).plus(PIVOT);
  }

  /** A direction of the anatomy in the scan. */
  Vec3 turn(Vec3 v) {
    return aboutZ(aboutY(aboutX(v, aboutX), aboutY), aboutZ);
  }

  /** A direction of the scan in the anatomy. */
  Vec3 turnBack(Vec3 v) {
    return aboutX(aboutY(aboutZ(v, -aboutZ), -aboutY), -aboutX);
  }

  private static Vec3 aboutX(Vec3 v, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    return new Vec3(v.x(), c * v.y() - s * v.z(), s * v.y() + c * v.z());
  }

  private static Vec3 aboutY(Vec3 v, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    return new Vec3(c * v.x() + s * v.z(), v.y(), c * v.z() - s * v.x());
  }

  private static Vec3 aboutZ(Vec3 v, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    return new Vec3(c * v.x() - s * v.y(), s * v.x() + c * v.y(), v.z());
  }
}
