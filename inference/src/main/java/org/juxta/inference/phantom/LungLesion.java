package org.juxta.inference.phantom;

import java.util.Arrays;
import java.util.Comparator;
import org.juxta.inference.reading.FindingType;

/** Draws nodule and consolidation as unions of balls within a lung. */
final class LungLesion {
  private static final int NODULE_LOBES = 4;

  /**
   * A partly calcified granuloma: most nodules of this size that a radiograph shows without doubt
   * are.
   */
  private static final double NODULE_MU = Material.TRABECULAR_BONE.mu();

  private static final int CONSOLIDATION_BALLS = 20;

  private LungLesion() {}

  /** A core with three bumps: not quite round, as wide as its radius says. */
  static void addNodule(
      RegionStack regions, Ellipsoid lung, FindingHistory history, TimePoint time, long lungBit) {
    LesionSite site = siteOf(history);
    RandomStream random = RandomStream.of(site.shapeSeed(), "nodule");
    Vec3 centre = centre(lung, site);
    double radius = history.extentOn(time);
    add(regions, FindingType.NODULE, Ellipsoid.ball(centre, 0.93 * radius), NODULE_MU, lungBit);
    for (int i = 1; i < NODULE_LOBES; i++) {
      Vec3 lobe = centre.plus(random.direction().times(0.42 * radius));
      double r = random.between(0.5, 0.62) * radius;
      add(regions, FindingType.NODULE, Ellipsoid.ball(lobe, r), NODULE_MU, lungBit);
    }
  }

  /** A cloud that is dense in the middle and patchy towards its border. */
  static void addConsolidation(
      RegionStack regions, Ellipsoid lung, FindingHistory history, TimePoint time, long lungBit) {
    LesionSite site = siteOf(history);
    RandomStream random = RandomStream.of(site.shapeSeed(), "consolidation");
    Vec3 centre = centre(lung, site);
    double radius = history.extentOn(time);
    double[][] balls = new double[CONSOLIDATION_BALLS][];
    for (int i = 0; i < CONSOLIDATION_BALLS; i++) {
      double off = 0.66 * Math.cbrt(random.unit());
      Vec3 at = centre.plus(random.direction().times(off * radius));
      double r = random.between(0.38, 0.56) * radius;
      double filled = Math.min(1, Math.max(0.6, 1.15 - 0.5 * off + random.between(-0.12, 0.12)));
      balls[i] = new double[] {at.x(), at.y(), at.z(), r, filled};
    }
    // Later regions own the overlap: the densest go last.
    Arrays.sort(balls, Comparator.comparingDouble(ball -> ball[4]));
    for (double[] ball : balls) {
      Ellipsoid shape = Ellipsoid.ball(new Vec3(ball[0], ball[1], ball[2]), ball[3]);
      double mu = Material.SOFT_TISSUE.in(Material.LUNG, ball[4]);
      add(regions, FindingType.CONSOLIDATION, shape, mu, lungBit);
    }
  }

  /** Where a lesion's middle is in a lung of this shape. */
  static Vec3 centre(Ellipsoid lung, LesionSite site) {
    return lung.fromUnit(new Vec3(site.u(), site.v(), site.w()));
  }

  private static void add(
      RegionStack regions, FindingType type, Ellipsoid shape, double mu, long lungBit) {
    regions.add(new Region(Solid.of(shape), mu, type.ordinal(), lungBit, 0));
  }

  private static LesionSite siteOf(FindingHistory history) {
    LesionSite site = history.site();
    if (site == null) {
      throw new IllegalArgumentException(history.type().displayName() + " without a site");
    }
    return site;
  }
}
