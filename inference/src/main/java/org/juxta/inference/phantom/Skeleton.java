package org.juxta.inference.phantom;

/**
 * Bones as grains: spine, twelve pairs of ribs, sternum, clavicles and, with the arms down,
 * shoulder blades.
 *
 * <p>Sizes are those of textbooks of anatomy: vertebrae 22.5 mm apart with T5 at the carina, ribs
 * 13 mm high and 7 mm thick.
 */
final class Skeleton {
  private static final double VERTEBRA_PITCH = 22.5;
  private static final double RIB_STEP = 4;

  /** Marrow space of a rib as a fraction of its thickness. */
  private static final double RIB_MARROW = 0.72;

  private static final double COMPACT = Material.CORTICAL_BONE.mu() - Material.SOFT_TISSUE.mu();
  private static final double SPONGY = Material.TRABECULAR_BONE.mu() - Material.SOFT_TISSUE.mu();

  private Skeleton() {}

  static void addTo(Grains grains, Thorax thorax, View view) {
    double bone = thorax.physique().bone();
    spine(grains, thorax, bone);
    for (Side side : Side.values()) {
      for (int number = 1; number <= 12; number++) {
        rib(grains, thorax, side, number, bone);
      }
      if (view == View.PA) {
        clavicle(grains, thorax.physique(), side.sign(), bone);
        shoulder(grains, thorax.physique(), side.sign(), bone);
      }
    }
    sternum(grains, thorax, bone);
  }

  /** Level of the middle of thoracic vertebra T{@code number} (0 and below: cervical), mm. */
  private static double vertebraZ(Thorax thorax, double number) {
    return (5 - number) * VERTEBRA_PITCH * thorax.physique().height();
  }

  private static void spine(Grains grains, Thorax thorax, double bone) {
    for (int number = -3; number <= 15; number++) {
      double z = vertebraZ(thorax, number);
      double y = thorax.spineY(z);
      double size = 0.8 + 0.022 * number;
      double rx = 18 * size;
      double ry = 15 * size;
      double half = 9.5 * thorax.physique().height();
      for (int slab = -2; slab <= 2; slab++) {
        grains.add(
            Ellipsoid.aligned(0, y, z + slab * 0.42 * half, rx, ry, 0.42 * half),
            1.0 * SPONGY * bone);
      }
      for (int end = -1; end <= 1; end += 2) {
        grains.add(Ellipsoid.aligned(0, y, z + end * half, rx, ry, 1.5), 0.22 * COMPACT * bone);
      }
      for (Side side : Side.values()) {
        double s = side.sign();
        // Pedicle, seen end-on as a ring; transverse process.
        grains.add(
            Ellipsoid.aligned(s * 13 * size, y + 20, z + 3, 3.5, 9, 5.5), 0.5 * COMPACT * bone);
        grains.add(
            new Ellipsoid(
                new Vec3(s * 26 * size, y + 32, z + 2),
                new Vec3(s * 14, 6, 0),
                new Vec3(0, 4, 0),
                new Vec3(0, 0, 5)),
            0.25 * COMPACT * bone);
      }
      // Spinous process, pointing down.
      grains.add(
          new Ellipsoid(
              new Vec3(0, y + 44, z - 12),
              new Vec3(0, 15, -14),
              new Vec3(3, 0, 0),
              new Vec3(0, 0, 6)),
          0.4 * COMPACT * bone);
    }
  }

  private static void rib(Grains grains, Thorax thorax, Side side, int number, double bone) {
    Physique p = thorax.physique();
    double reach = Math.toRadians(number <= 7 ? 142 : 142 - 21 * (number - 7));
    double drop = p.ribSlope() * p.height() * (30 + 11.5 * Math.min(number, 8)) * reach / 2.5;
    double start = vertebraZ(thorax, number) + 6;
    int steps = (int) Math.ceil(reach * thorax.halfWidth(start - drop / 2) / RIB_STEP);
    double thick = number == 1 ? 3.2 : 3.6;
    double high = number == 12 ? 4.5 : 6.4;
    Vec3 last = ribPoint(thorax, side, start, drop, 0, reach);
    for (int i = 1; i <= steps; i++) {
      Vec3 next = ribPoint(thorax, side, start, drop, (double) i / steps, reach);
      Vec3 along = next.minus(last).unit();
      Vec3 outward = new Vec3(last.x(), last.y() - thorax.centreY(last.z()), 0).unit();
      Vec3 up = outward.cross(along).unit();
      Vec3 out = along.cross(up).unit();
      grains.addTubePiece(last, next, up.times(high), out.times(thick), COMPACT * bone);
      grains.addTubePiece(
          last,
          next,
          up.times(high * (RIB_MARROW + 0.1)),
          out.times(thick * RIB_MARROW),
          (SPONGY - COMPACT) * bone);
      last = next;
    }
  }

  /** A point on a rib's axis; {@code f} runs from 0 at the spine to 1 at the cartilage. */
  private static Vec3 ribPoint(
      Thorax thorax, Side side, double start, double drop, double f, double reach) {
    double angle = f * reach;
    double z = start - drop * (0.35 * f + 0.65 * f * f * (1.6 - 0.6 * f));
    double wall = 5;
    double acrossRadius = thorax.halfWidth(z) + wall;
    double deepRadius = thorax.halfDepth(z) + wall;
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    // The chest's cross-section is fuller than an ellipse.
    double full = Math.pow(sin * sin * sin * sin + cos * cos * cos * cos, -0.12);
    double x = acrossRadius * sin * full;
    double y = thorax.centreY(z) + deepRadius * cos * full;
    // The head of the rib sits at the vertebral body, in front of the gutter beside the spine.
    double neck = Math.max(0, 1 - f / 0.16);
    x = x + neck * (20 - x);
    y = y + neck * (thorax.spineY(z) + 18 - y);
    return new Vec3(side.sign() * Math.min(x, acrossRadius + 2), y, z);
  }

  private static void clavicle(Grains grains, Physique p, double s, double bone) {
    Vec3 last = null;
    for (int i = 0; i <= 44; i++) {
      double f = i / 44.0;
      double bow = Math.sin(2 * Math.PI * f);
      Vec3 next =
          new Vec3(
              s * (20 + 140 * f) * p.width(),
              (-62 + 70 * f) * p.depth() - 9 * bow,
              (60 + 44 * f) * p.height() + 6 * bow);
      if (last != null) {
        double r = 5.5 + 2 * Math.abs(f - 0.5);
        Vec3 along = next.minus(last);
        Vec3 up = Ellipsoid.perpendicular(along);
        Vec3 out = along.cross(up).unit();
        grains.addTubePiece(last, next, up.times(r), out.times(r), 0.9 * COMPACT * bone);
        grains.addTubePiece(
            last, next, up.times(0.68 * r), out.times(0.68 * r), (SPONGY - 0.9 * COMPACT) * bone);
      }
      last = next;
    }
  }

  private static void shoulder(Grains grains, Physique p, double s, double bone) {
    double w = p.width();
    double h = p.height();
    // Blade of the scapula, its outer border and spine; head of the humerus.
    grains.add(
        new Ellipsoid(
            new Vec3(s * 138 * w, 78, 22 * h),
            new Vec3(s * 26, -18, 6),
            new Vec3(1, 2, 0),
            new Vec3(s * -8, 6, 62)),
        COMPACT * bone);
    grains.add(
        Ellipsoid.spindle(
            new Vec3(s * 158 * w, 52, 66 * h), new Vec3(s * 128 * w, 84, -42 * h), 4.5),
        0.7 * COMPACT * bone);
    grains.add(
        Ellipsoid.spindle(new Vec3(s * 98 * w, 86, 58 * h), new Vec3(s * 172 * w, 44, 96 * h), 5),
        0.6 * COMPACT * bone);
    grains.add(Ellipsoid.aligned(s * 186 * w, 22, 66 * h, 22, 22, 24), 1.3 * SPONGY * bone);
    grains.add(
        Ellipsoid.spindle(
            new Vec3(s * 188 * w, 22, 66 * h), new Vec3(s * 208 * w, 22, -160 * h), 13),
        0.45 * COMPACT * bone);
  }

  private static void sternum(Grains grains, Thorax thorax, double bone) {
    for (int i = 0; i < 8; i++) {
      double z = (62 - 21 * i) * thorax.physique().height();
      double y = thorax.centreY(z) - thorax.halfDepth(z) - 4;
      double wide = i < 2 ? 24 : 16;
      grains.add(Ellipsoid.aligned(0, y, z, wide, 5.5, 12.5), 1.4 * SPONGY * bone);
      grains.add(Ellipsoid.aligned(0, y - 4.5, z, wide, 1.2, 12.5), 0.5 * COMPACT * bone);
    }
  }
}
