package org.juxta.inference.phantom;

import java.util.List;

/** Pulmonary vessels that branch from the hila into the lungs, thinner at every fork. */
final class VesselTree {
  /** A fork's branches carry the parent's flow: r^3 = r1^3 + r2^3 (Murray's law). */
  private static final double MURRAY = Math.cbrt(0.5);

  private static final double SMALLEST = 0.45;

  /** How far from its cavity's surface a vessel ends, in units of the lung's semi-axes. */
  private static final double PERIPHERY = 0.96;

  private final Grains grains;
  private final RegionStack regions;
  private final RandomStream random;
  private final Ellipsoid lung;

  /** Inverse of the lung's axes: asked for at every step. */
  private final Vec3[] toLung;

  private final Thorax thorax;
  private final Side side;
  private final double kept;

  private VesselTree(
      Grains grains,
      RegionStack regions,
      RandomStream random,
      Thorax thorax,
      Side side,
      double kept) {
    this.grains = grains;
    this.regions = regions;
    this.random = random;
    this.thorax = thorax;
    this.side = side;
    this.kept = kept;
    this.lung = thorax.lung(side);
    this.toLung = lung.inverseRows();
  }

  /** Adds both lungs' vessels; those of a retracted lung retract with it. */
  static void addTo(
      Grains grains,
      Thorax thorax,
      RegionStack regions,
      FindingHistory pneumothorax,
      TimePoint time,
      long seed) {
    for (Side side : Side.values()) {
      LesionSite site = pneumothorax.site();
      boolean collapsed = site != null && site.side() == side && pneumothorax.presentOn(time);
      double kept = collapsed ? PleuralSpace.keptFraction(thorax, pneumothorax.extentOn(time)) : 1;
      RandomStream random = RandomStream.of(seed, "vessels " + side);
      new VesselTree(grains, regions, random, thorax, side, kept).growFromHilum();
    }
  }

  private void growFromHilum() {
    Physique p = thorax.physique();
    double s = side.sign();
    Vec3 hilum =
        new Vec3(s * 34 * p.width(), 14 * p.depth(), (side == Side.LEFT ? -8 : -20) * p.height());
    for (Vec3 target :
        List.of(
            new Vec3(0.1, -0.2, 0.9),
            new Vec3(0.1, 0.35, 0.85),
            new Vec3(0.65, 0.1, 0.6),
            new Vec3(0.6, -0.5, 0.3),
            new Vec3(0.5, 0.6, 0.3),
            new Vec3(0.2, -0.6, 0.0),
            new Vec3(0.55, -0.3, -0.1),
            new Vec3(0.65, 0.4, -0.15),
            new Vec3(0.3, 0.7, -0.2),
            new Vec3(0.0, 0.3, -0.25),
            new Vec3(-0.3, 0.5, -0.2))) {
      Vec3 aim = lung.fromUnit(new Vec3(s * target.x(), target.y(), target.z()));
      Vec3 direction = aim.minus(hilum).unit();
      grow(hilum, direction, random.between(2.6, 4.2));
    }
  }

  private void grow(Vec3 from, Vec3 direction, double radius) {
    double length = radius * random.between(5, 9) + 4;
    Vec3 at = from;
    Vec3 heading = direction;
    int pieces = (int) Math.ceil(length / (2 + 1.5 * radius));
    for (int i = 0; i < pieces; i++) {
      heading = heading.plus(random.direction().times(0.12)).unit();
      Vec3 next = at.plus(heading.times(length / pieces));
      if (!reaches(next)) {
        return;
      }
      place(at, next, radius);
      at = next;
    }
    double smaller = radius * MURRAY;
    if (smaller < SMALLEST) {
      return;
    }
    Vec3 sideways = Ellipsoid.perpendicular(heading);
    double roll = random.between(0, Math.PI);
    sideways = sideways.times(Math.cos(roll)).plus(heading.cross(sideways).times(Math.sin(roll)));
    double share = random.between(0.75, 1.15);
    grow(at, heading.plus(sideways.times(0.55 * share)).unit(), smaller * share);
    grow(at, heading.minus(sideways.times(0.55 / share)).unit(), smaller * (1.9 - share));
  }

  private boolean reaches(Vec3 p) {
    Vec3 d = p.minus(lung.centre());
    double x = toLung[0].dot(d);
    double y = toLung[1].dot(d);
    double z = toLung[2].dot(d);
    return x * x + y * y + z * z <= PERIPHERY * PERIPHERY;
  }

  private void place(Vec3 from, Vec3 to, double radius) {
    Vec3 a = shifted(from);
    Vec3 b = shifted(to);
    int owner = regions.ownerOf(a.towards(b, 0.5));
    if (owner == RegionStack.NOBODY || regions.regions().get(owner).channel() != Region.AERATED) {
      return;
    }
    Vec3 up = Ellipsoid.perpendicular(b.minus(a));
    Vec3 out = b.minus(a).cross(up).unit();
    grains.addTubePiece(
        a, b, up.times(radius), out.times(radius), Material.BLOOD.mu() - Material.LUNG.mu());
  }

  private Vec3 shifted(Vec3 p) {
    if (kept == 1) {
      return p;
    }
    return PleuralSpace.retractedPoint(thorax, side, p, kept);
  }
}
