package org.juxta.dicom.geometry;

/**
 * An affine map of space: from voxels to patient coordinates, from one patient position to another,
 * or any chain of such maps. Immutable.
 */
public final class Affine {
  private static final Affine IDENTITY =
      ofColumns(
          new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1), new Vector3(0, 0, 0));

  /** Rows of a 3 x 4 matrix. */
  private final double[] m;

  private Affine(double... m) {
    this.m = m;
  }

  /** The map that changes nothing. */
  public static Affine identity() {
    return IDENTITY;
  }

  /** (i, j, k) to {@code origin + i a + j b + k c}. */
  public static Affine ofColumns(Vector3 a, Vector3 b, Vector3 c, Vector3 origin) {
    return new Affine(
        a.x(),
        b.x(),
        c.x(),
        origin.x(),
        a.y(),
        b.y(),
        c.y(),
        origin.y(),
        a.z(),
        b.z(),
        c.z(),
        origin.z());
  }

  public static Affine translation(Vector3 by) {
    return ofColumns(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1), by);
  }

  /**
   * A rotation about an axis through a point, then a shift.
   *
   * @param centre that the rotation leaves alone
   * @param rotation along the axis, right-handed, its length the angle in radians
   * @param shift afterwards, mm
   */
  public static Affine rigid(Vector3 centre, Vector3 rotation, Vector3 shift) {
    Vector3 a = rotated(new Vector3(1, 0, 0), rotation);
    Vector3 b = rotated(new Vector3(0, 1, 0), rotation);
    Vector3 c = rotated(new Vector3(0, 0, 1), rotation);
    Affine turned = ofColumns(a, b, c, new Vector3(0, 0, 0));
    return ofColumns(a, b, c, centre.plus(shift).minus(turned.apply(centre)));
  }

  /** Rodrigues' formula. */
  private static Vector3 rotated(Vector3 v, Vector3 rotation) {
    double angle = rotation.length();
    if (angle == 0) {
      return v;
    }
    Vector3 axis = rotation.times(1 / angle);
    return v.times(Math.cos(angle))
        .plus(axis.cross(v).times(Math.sin(angle)))
        .plus(axis.times(axis.dot(v) * (1 - Math.cos(angle))));
  }

  public Vector3 apply(Vector3 p) {
    return apply(p.x(), p.y(), p.z());
  }

  /** The image of the point (x, y, z). */
  public Vector3 apply(double x, double y, double z) {
    return new Vector3(
        m[0] * x + m[1] * y + m[2] * z + m[3],
        m[4] * x + m[5] * y + m[6] * z + m[7],
        m[8] * x + m[9] * y + m[10] * z + m[11]);
  }

  /** The image of a direction, which no shift touches. */
  public Vector3 direction(Vector3 v) {
    return apply(v).minus(apply(0, 0, 0));
  }

  /** This map after another one. */
  public Affine after(Affine first) {
    return ofColumns(
        direction(first.direction(new Vector3(1, 0, 0))),
        direction(first.direction(new Vector3(0, 1, 0))),
        direction(first.direction(new Vector3(0, 0, 1))),
        apply(first.apply(0, 0, 0)));
  }

  /**
   * The way back.
   *
   * @throws IllegalStateException when the map is flat and there is none
   */
  public Affine inverse() {
    Vector3 a = new Vector3(m[0], m[4], m[8]);
    Vector3 b = new Vector3(m[1], m[5], m[9]);
    Vector3 c = new Vector3(m[2], m[6], m[10]);
    double volume = a.dot(b.cross(c));
    if (!(Math.abs(volume) > 1e-12)) {
      throw new IllegalStateException("a flat map has no inverse");
    }
    Vector3 p = b.cross(c).times(1 / volume);
    Vector3 q = c.cross(a).times(1 / volume);
    Vector3 r = a.cross(b).times(1 / volume);
    Vector3 origin = new Vector3(m[3], m[7], m[11]);
    return new Affine(
        p.x(),
        p.y(),
        p.z(),
        -p.dot(origin),
        q.x(),
        q.y(),
        q.z(),
        -q.dot(origin),
        r.x(),
        r.y(),
        r.z(),
        -r.dot(origin));
  }

  /** Angle in degrees by which a rigid map turns. */
  public double rotationDegrees() {
    double cosine = (m[0] + m[5] + m[10] - 1) / 2;
    return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
  }

  /** The 3 x 4 matrix, row by row; a copy. */
  public double[] matrix() {
    return m.clone();
  }
}
