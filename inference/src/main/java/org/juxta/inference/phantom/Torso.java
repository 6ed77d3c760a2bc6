package org.juxta.inference.phantom;

/** Skin, fat and muscle: everything that holds the pleural cavities and is neither. */
final class Torso {
  /** Muscle with the fat between and upon it. */
  private static final double MU = Material.SOFT_TISSUE.in(Material.ADIPOSE, 0.55);

  private Torso() {}

  static void addTo(RegionStack regions, Physique physique, View view) {
    double w = physique.width();
    double d = physique.depth();
    double h = physique.height();
    double fat = physique.fat();
    for (Side side : Side.values()) {
      double s = side.sign();
      add(
          regions,
          new Ellipsoid(
              new Vec3(s * 48 * w, 8 * d, -130 * h),
              new Vec3(104 * w + fat, 0, 0),
              new Vec3(0, 112 * d + 0.7 * fat, 0),
              new Vec3(0, 4, 330 * h)));
      shoulder(regions, s, physique, view);
      breast(regions, s, physique);
    }
    // Neck.
    add(regions, Ellipsoid.aligned(0, 22 * d, 190 * h, 56 * w + 0.3 * fat, 60 * d, 130 * h));
  }

  private static void shoulder(RegionStack regions, double s, Physique physique, View view) {
    double w = physique.width();
    double h = physique.height();
    double fat = 0.4 * physique.fat();
    if (view == View.LL) {
      // Arms are raised.
      add(regions, Ellipsoid.aligned(s * 120 * w, 10, 185 * h, 50 * w + fat, 52 + fat, 90 * h));
      return;
    }
    // Trapezius slopes from neck to shoulder; deltoid rounds it off.
    add(
        regions,
        new Ellipsoid(
            new Vec3(s * 88 * w, 26, 78 * h),
            new Vec3(s * 108 * w, 0, -30 * h),
            new Vec3(0, 60 + fat, 0),
            new Vec3(0, 0, 62 * h + fat)));
    add(regions, Ellipsoid.aligned(s * 172 * w, 18, 36 * h, 56 * w + fat, 62 + fat, 88 * h));
  }

  private static void breast(RegionStack regions, double s, Physique physique) {
    double w = physique.width();
    double d = physique.depth();
    double fat = physique.fat();
    if (physique.sex() == Sex.FEMALE) {
      double size = 0.66 + fat / 80;
      add(
          regions,
          new Ellipsoid(
              new Vec3(s * 82 * w, -92 * d, -66 * physique.height()),
              new Vec3(62 * size, 0, 0),
              new Vec3(0, 40 * size, 0),
              new Vec3(s * -6, 30, 64 * size)));
    } else {
      // Pectoral muscle.
      add(
          regions,
          new Ellipsoid(
              new Vec3(s * 72 * w, -80 * d, 6),
              new Vec3(58 * w, s * 16, s * 22),
              new Vec3(0, 18 + 0.3 * fat, 0),
              new Vec3(0, 18, 52)));
    }
  }

  private static void add(RegionStack regions, Ellipsoid shape) {
    regions.add(Region.plain(Solid.of(shape), MU));
  }
}
