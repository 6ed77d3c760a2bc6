package org.juxta.inference.phantom;

/**
 * Where x-rays start and where they end, in patient coordinates: a point source and a flat square
 * detector 1800 mm from it, against the chest for PA, against the left side for LL.
 *
 * <p>A ray to the detector point (u, v), in mm from the detector's middle, u to the right and v
 * down in the image, is {@code source + t (middle + u right + v down - source)}, t from 0 to 1.
 *
 * @param source focal spot
 * @param middle of the detector
 * @param right unit vector along the image's rows
 * @param down unit vector along the image's columns
 * @param field side of the detector, mm
 */
record ProjectionGeometry(Vec3 source, Vec3 middle, Vec3 right, Vec3 down, double field) {
  /** Distance from source to detector, mm, as is usual for chests. */
  static final double SOURCE_TO_DETECTOR = 1800;

  /** Level that the central ray passes at, mm. */
  private static final double CENTRE_Z = -48;

  /** Distance from the body's middle to the detector for PA and LL, mm. */
  private static final double FRONT = 165;

  private static final double FLANK = 225;

  static ProjectionGeometry of(View view, Acquisition acquisition, Physique physique) {
    Vec3 towards = view == View.PA ? new Vec3(0, -1, 0) : new Vec3(1, 0, 0);
    Vec3 right = view == View.PA ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
    Vec3 down = new Vec3(0, 0, -1);
    Vec3 pivot = new Vec3(0, 0, CENTRE_Z * physique.height());
    Vec3 centre =
        pivot.minus(right.times(acquisition.shiftX())).plus(down.times(acquisition.shiftZ()));
    Vec3 middle = centre.plus(towards.times(view == View.PA ? FRONT : FLANK));
    Vec3 source = middle.minus(towards.times(SOURCE_TO_DETECTOR));
    Pose pose = new Pose(pivot, acquisition, towards, right, down);
    return new ProjectionGeometry(
        pose.point(source),
        pose.point(middle),
        pose.direction(right),
        pose.direction(down),
        acquisition.field());
  }

  /** The same beam on a detector cut down to a square around a point's shadow. */
  ProjectionGeometry around(Vec3 point, double fieldThere) {
    double[] uv = project(point);
    return new ProjectionGeometry(
        source, middle.plus(right.times(uv[0])).plus(down.times(uv[1])), right, down, fieldThere);
  }

  /** Where a point's shadow falls: u and v in mm from the detector's middle. */
  double[] project(Vec3 point) {
    Vec3 normal = right.cross(down);
    Vec3 ray = point.minus(source);
    double t = middle.minus(source).dot(normal) / ray.dot(normal);
    Vec3 hit = source.plus(ray.times(t)).minus(middle);
    return new double[] {hit.dot(right), hit.dot(down)};
  }

  /** Moves the equipment the opposite way to the patient, so that the anatomy stays as it is. */
  private record Pose(Vec3 pivot, Acquisition acquisition, Vec3 towards, Vec3 right, Vec3 down) {

    Vec3 point(Vec3 p) {
      return pivot.plus(direction(p.minus(pivot)));
    }

    Vec3 direction(Vec3 v) {
      Vec3 turned = rotate(v, down, acquisition.turn());
      Vec3 leant = rotate(turned, right, acquisition.lean());
      return rotate(leant, towards, acquisition.tilt());
    }

    /** Rodrigues' rotation about a unit axis. */
    private static Vec3 rotate(Vec3 v, Vec3 axis, double degrees) {
      double angle = Math.toRadians(degrees);
      double cos = Math.cos(angle);
      return v.times(cos)
          .plus(axis.cross(v).times(Math.sin(angle)))
          .plus(axis.times(axis.dot(v) * (1 - cos)));
    }
  }
}
