package org.juxta.inference.phantom;

import java.util.Arrays;

/**
 * Many small ellipsoids that add attenuation to what they lie in: bones and vessels, as chains of
 * overlapping grains. Kept as plain arrays because there are thousands.
 */
final class Grains {
  /** Numbers for each grain: centre, then three semi-axes, mm. */
  static final int STRIDE = 12;

  /** Half of a chained grain's length over the chain's step: the sum's ripple is then 5 %. */
  private static final double OVERLAP = 2.75;

  private float[] geometry = new float[STRIDE * 4096];
  private float[] mu = new float[4096];
  private int count;

  int count() {
    return count;
  }

  /** Centres and semi-axes, {@link #STRIDE} numbers each. */
  float[] geometry() {
    return geometry;
  }

  /** Attenuation difference in 1/mm of each. */
  float[] mu() {
    return mu;
  }

  /** Adds one grain that differs by {@code deltaMu} (1/mm) from what it lies in. */
  void add(Vec3 centre, Vec3 a, Vec3 b, Vec3 c, double deltaMu) {
    if (count == mu.length) {
      mu = Arrays.copyOf(mu, 2 * count);
      geometry = Arrays.copyOf(geometry, 2 * STRIDE * count);
    }
    int at = STRIDE * count;
    put(at, centre);
    put(at + 3, a);
    put(at + 6, b);
    put(at + 9, c);
    mu[count++] = (float) deltaMu;
  }

  void add(Ellipsoid e, double deltaMu) {
    add(e.centre(), e.a(), e.b(), e.c(), deltaMu);
  }

  /**
   * Adds the piece of a tube from one point to another; a chain of such pieces has the tube's mass.
   *
   * @param side semi-axis of the tube's cross-section, mm
   * @param other the second one
   */
  void addTubePiece(Vec3 from, Vec3 to, Vec3 side, Vec3 other, double deltaMu) {
    Vec3 half = to.minus(from).times(OVERLAP);
    // An ellipsoid has 4/3 pi abc, the cylinder it stands for 2 pi bc a / (2 OVERLAP) in this step.
    add(from.towards(to, 0.5), half, side, other, deltaMu * 0.75 / OVERLAP);
  }

  private void put(int at, Vec3 v) {
    geometry[at] = (float) v.x();
    geometry[at + 1] = (float) v.y();
    geometry[at + 2] = (float) v.z();
  }
}
