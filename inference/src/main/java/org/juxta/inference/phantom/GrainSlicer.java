package org.juxta.inference.phantom;

/**
 * Adds {@link Grains} to planes. Each grain is widened by the second moments of a voxel at constant
 * mass, which is what averaging over the voxel does to it: a vessel thinner than a voxel keeps its
 * mass at every voxel size.
 */
final class GrainSlicer {
  /** Second moment of a box of side 1 over that of a unit ball: (1/12) / (1/5). */
  private static final double VOXEL_MOMENT = 5.0 / 12;

  private final Grains grains;

  GrainSlicer(Grains grains) {
    this.grains = grains;
  }

  /** Adds what the grains add to the attenuation (1/mm) at each point of a plane. */
  void add(SlicePlane plane, float[] mu) {
    Vec3 normal = plane.normal();
    float[] g = grains.geometry();
    for (int i = 0; i < grains.count(); i++) {
      int at = i * Grains.STRIDE;
      double w = vector(g, at).minus(plane.first()).dot(normal);
      double reach = plane.thickness() * plane.thickness();
      for (int k = 3; k < Grains.STRIDE; k += 3) {
        double along = vector(g, at + k).dot(normal);
        reach += along * along;
      }
      if (w * w < reach) {
        add(i, w, plane, normal, mu);
      }
    }
  }

  private void add(int grain, double w, SlicePlane plane, Vec3 normal, float[] mu) {
    float[] g = grains.geometry();
    int at = grain * Grains.STRIDE;
    double perMm = 1 / plane.spacing();
    double thick = plane.thickness() * perMm;
    // The grain's matrix in pixels: a point x from the centre is inside when x' C^-1 x < 1.
    double cuu = VOXEL_MOMENT;
    double cvv = VOXEL_MOMENT;
    double cww = VOXEL_MOMENT * thick * thick;
    double cuv = 0;
    double cuw = 0;
    double cvw = 0;
    for (int k = 3; k < Grains.STRIDE; k += 3) {
      Vec3 a = vector(g, at + k);
      double u = a.dot(plane.right()) * perMm;
      double v = a.dot(plane.down()) * perMm;
      double n = a.dot(normal) * perMm;
      cuu += u * u;
      cvv += v * v;
      cww += n * n;
      cuv += u * v;
      cuw += u * n;
      cvw += v * n;
    }
    double dw = -w * perMm;
    double height = 1 - dw * dw / cww;
    if (height <= 0) {
      return;
    }
    // The plane's section of the ellipsoid (Schur complement), and where its middle is.
    double suu = cuu - cuw * cuw / cww;
    double svv = cvv - cvw * cvw / cww;
    double suv = cuv - cuw * cvw / cww;
    double sections = suu * svv - suv * suv;
    Vec3 centre = vector(g, at).minus(plane.first());
    double u = centre.dot(plane.right()) * perMm + cuw / cww * dw;
    double v = centre.dot(plane.down()) * perMm + cvw / cww * dw;
    double volume =
        Math.abs(vector(g, at + 3).dot(vector(g, at + 6).cross(vector(g, at + 9))))
            * perMm
            * perMm
            * perMm;
    double share = volume / Math.sqrt(sections * cww);
    paint(plane.size(), mu, new double[] {u, v, suu, suv, svv, height}, share * grains.mu()[grain]);
  }

  /** Adds a value over the ellipse with middle, matrix and size given. */
  private static void paint(int size, float[] mu, double[] section, double value) {
    double svv = section[4];
    double slant = section[3] / svv;
    double breadth = section[2] - section[3] * slant;
    double half = Math.sqrt(svv * section[5]);
    int top = Math.max(0, (int) Math.ceil(section[1] - half));
    int bottom = Math.min(size - 1, (int) Math.floor(section[1] + half));
    for (int row = top; row <= bottom; row++) {
      double dv = row - section[1];
      double chord = Math.sqrt(Math.max(0, (section[5] - dv * dv / svv) * breadth));
      double middle = section[0] + slant * dv;
      int first = Math.max(0, (int) Math.ceil(middle - chord));
      int last = Math.min(size - 1, (int) Math.floor(middle + chord));
      for (int column = first; column <= last; column++) {
        mu[row * size + column] += (float) value;
      }
    }
  }

  private static Vec3 vector(float[] g, int at) {
    return new Vec3(g[at], g[at + 1], g[at + 2]);
  }
}
