package org.juxta.inference.phantom;

import org.juxta.inference.reading.FindingType;

/** Heart, great vessels, airways and what surrounds them, and the air in the stomach. */
final class Mediastinum {
  /** Where the heart rests and grows from, mm, before scaling by the physique. */
  private static final Vec3 HEART_BASE = new Vec3(6, -30, -104);

  private Mediastinum() {}

  static void addTo(
      RegionStack regions, Thorax thorax, FindingHistory cardiomegaly, TimePoint time) {
    Physique p = thorax.physique();
    double w = p.width();
    double d = p.depth();
    double h = p.height();
    // Connective tissue, oesophagus, vessels of the upper mediastinum.
    add(regions, 0, 14 * d, 40 * h, 20 * w, 44 * d, 330 * h);
    // Vertebral bodies with their soft tissue.
    for (double z : new double[] {70, -10, -90, -170}) {
      add(regions, 0, thorax.spineY(z * h) + 6, z * h, 24 * w, 34 * d, 90 * h);
    }
    greatVessels(regions, p);
    heart(regions, thorax, cardiomegaly, time);
    airways(regions, p);
    stomach(regions, thorax);
  }

  private static void greatVessels(RegionStack regions, Physique p) {
    double w = p.width();
    double d = p.depth();
    double h = p.height();
    double g = p.aorta();
    // Aortic arch with its knob on the left, descending aorta, vena cava, pulmonary trunk.
    add(regions, 20 * w, 18 * d, 37 * h, 19 * g * w, 40 * d, 17 * g * h);
    add(regions, 19 * w, 58 * d, -70 * h, 14 * g * w, 14 * g * d, 128 * h);
    add(regions, -19 * w, -6, 34 * h, 12 * w, 17 * d, 74 * h);
    add(regions, 27 * w, -16 * d, -2, 17 * w, 26 * d, 19 * h);
    // Outflow tract and left atrial appendage fill the bay between trunk and ventricle.
    regions.add(
        Ellipsoid.spindle(
            new Vec3(20 * w, -16 * d, 16 * h), new Vec3(52 * w, -28 * d, -84 * h), 20),
        Material.BLOOD);
    // Hilar vessels and nodes.
    regions.add(
        Ellipsoid.spindle(new Vec3(12 * w, 8, -2), new Vec3(50 * w, 18 * d, -14 * h), 12),
        Material.BLOOD);
    regions.add(
        Ellipsoid.spindle(new Vec3(-10 * w, 4, -10), new Vec3(-48 * w, 14 * d, -30 * h), 12),
        Material.BLOOD);
  }

  /** The heart, so wide that its cardiothoracic ratio is what the history says. */
  private static void heart(
      RegionStack regions, Thorax thorax, FindingHistory cardiomegaly, TimePoint time) {
    Physique p = thorax.physique();
    double w = p.width();
    double d = p.depth();
    double h = p.height();
    Ellipsoid left =
        new Ellipsoid(
            new Vec3(25 * w, -28 * d, -70 * h),
            new Vec3(52 * w, -18 * d, -37 * h),
            new Vec3(12 * w, 42 * d, -6 * h),
            new Vec3(26 * w, 6 * d, 40 * h));
    Ellipsoid right = Ellipsoid.aligned(-13 * w, -20 * d, -68 * h, 30 * w, 36 * d, 46 * h);
    double leftEdge = left.centre().x() + left.extentX();
    double rightEdge = right.centre().x() - right.extentX();
    double scale =
        cardiomegaly.extentOn(time) * 2 * thorax.innerHalfWidth() / (leftEdge - rightEdge);
    Vec3 base = new Vec3(HEART_BASE.x() * w, HEART_BASE.y() * d, HEART_BASE.z() * h);
    // Breathing in lowers the heart with the diaphragm, by about half.
    Vec3 drop = new Vec3(0, 0, 0.5 * (thorax.domeTop(Side.RIGHT) + 105 * h));
    int channel =
        cardiomegaly.presentOn(time) ? FindingType.CARDIOMEGALY.ordinal() : Region.UNCOUNTED;
    for (Ellipsoid chamber : new Ellipsoid[] {left, right}) {
      Ellipsoid shape = chamber.scaledAbout(base, scale).moved(drop);
      regions.add(new Region(Solid.of(shape), Material.BLOOD.mu(), channel, 0, 0));
    }
  }

  private static void airways(RegionStack regions, Physique p) {
    double w = p.width();
    double d = p.depth();
    double h = p.height();
    // Trachea: narrower side to side where the aorta passes.
    regions.add(
        new Ellipsoid(
            new Vec3(-2, 22 * d, 85 * h),
            new Vec3(8.5 * w, 0, 0),
            new Vec3(0, 8.5 * d, 0),
            new Vec3(2, -12, 92 * h)),
        Material.AIR);
    regions.add(
        Ellipsoid.spindle(new Vec3(2, 30 * d, 6), new Vec3(-36 * w, 34 * d, -32 * h), 6.5),
        Material.AIR);
    regions.add(
        Ellipsoid.spindle(new Vec3(-2, 30 * d, 6), new Vec3(44 * w, 36 * d, -28 * h), 5.5),
        Material.AIR);
  }

  private static void stomach(RegionStack regions, Thorax thorax) {
    Physique p = thorax.physique();
    double top = thorax.domeTop(Side.LEFT) - 10;
    Ellipsoid bubble =
        Ellipsoid.aligned(58 * p.width(), -8 * p.depth(), top - 22, 30 * p.width(), 28, 22);
    regions.add(Region.plain(Solid.of(bubble, HalfSpace.above(top - 30)), Material.AIR.mu()));
  }

  private static void add(
      RegionStack regions, double x, double y, double z, double rx, double ry, double rz) {
    regions.add(Ellipsoid.aligned(x, y, z, rx, ry, rz), Material.BLOOD);
  }
}
