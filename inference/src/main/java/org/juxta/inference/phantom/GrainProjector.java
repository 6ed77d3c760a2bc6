package org.juxta.inference.phantom;

/**
 * Adds the shadows of {@link Grains} to an image of line integrals.
 *
 * <p>A grain is small beside its distance from the source, so the rays through it count as
 * parallel: its shadow is an ellipse with the profile sqrt(1 - q). Each shadow is widened by the
 * second moment of a pixel at constant mass, which is what averaging over the pixel does to it; a
 * vessel thinner than a pixel thus keeps its contrast, at every image size.
 */
final class GrainProjector {
  /** Second moment of a box of side 1 over that of a unit grain's shadow: (1/12) / (1/5). */
  private static final double PIXEL_MOMENT = 5.0 / 12;

  private GrainProjector() {}

  static void project(Grains grains, ProjectionGeometry geometry, Shadow shadow) {
    int size = shadow.size();
    double perMm = size / geometry.field();
    Vec3 normal = geometry.down().cross(geometry.right());
    Vec3 axis = geometry.middle().minus(geometry.source());
    double distance = axis.dot(normal);
    double axisU = axis.dot(geometry.right());
    double axisV = axis.dot(geometry.down());
    float[] g = grains.geometry();
    for (int i = 0; i < grains.count(); i++) {
      int at = i * Grains.STRIDE;
      Vec3 ray = vector(g, at).minus(geometry.source());
      double depth = ray.dot(normal);
      double magnification = distance / depth * perMm;
      double u = ray.dot(geometry.right()) / depth;
      double v = ray.dot(geometry.down()) / depth;
      double cx = (u * distance - axisU) * perMm + size / 2.0;
      double cy = (v * distance - axisV) * perMm + size / 2.0;
      double cxx = PIXEL_MOMENT;
      double cxy = 0;
      double cyy = PIXEL_MOMENT;
      for (int k = 3; k < Grains.STRIDE; k += 3) {
        Vec3 a = vector(g, at + k);
        double along = a.dot(normal);
        double px = magnification * (a.dot(geometry.right()) - u * along);
        double py = magnification * (a.dot(geometry.down()) - v * along);
        cxx += px * px;
        cxy += px * py;
        cyy += py * py;
      }
      double det = cxx * cyy - cxy * cxy;
      double volume = Math.abs(vector(g, at + 3).dot(vector(g, at + 6).cross(vector(g, at + 9))));
      double cosine = depth / ray.length();
      double peak =
          grains.mu()[i] * 2 * volume * magnification * magnification / (cosine * Math.sqrt(det));
      splat(shadow.attenuation(), size, cx, cy, cxx, cxy, cyy, peak);
    }
  }

  /** Adds peak * sqrt(1 - q) over the ellipse q < 1 with the second-moment matrix given. */
  private static void splat(
      float[] image,
      int size,
      double cx,
      double cy,
      double cxx,
      double cxy,
      double cyy,
      double peak) {
    double perCyy = 1 / cyy;
    double slant = cxy * perCyy;
    double breadth = cxx - cxy * slant;
    float curve = (float) (1 / breadth);
    float scale = (float) peak;
    double reach = Math.sqrt(cyy);
    int top = Math.max(0, (int) (cy - reach + 0.5));
    int bottom = Math.min(size - 1, (int) (cy + reach - 0.5));
    for (int row = top; row <= bottom; row++) {
      double dy = row + 0.5 - cy;
      // 1 - q is a parabola in x with its top in the middle of this row's chord.
      double height = 1 - dy * dy * perCyy;
      if (height <= 0) {
        continue;
      }
      double middle = cx + slant * dy;
      double chord = Math.sqrt(height * breadth);
      int first = Math.max(0, (int) (middle - chord + 0.5));
      int last = Math.min(size - 1, (int) (middle + chord - 0.5));
      float left = (float) (0.5 - middle);
      float summit = (float) height;
      for (int column = first; column <= last; column++) {
        float dx = column + left;
        float inside = Math.max(0, summit - curve * dx * dx);
        image[row * size + column] += scale * (float) Math.sqrt(inside);
      }
    }
  }

  private static Vec3 vector(float[] g, int at) {
    return new Vec3(g[at], g[at + 1], g[at + 2]);
  }
}
