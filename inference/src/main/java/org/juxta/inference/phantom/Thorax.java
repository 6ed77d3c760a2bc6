package org.juxta.inference.phantom;

/**
 * The frame that all organs are placed in: pleural cavities, diaphragm levels and the chest wall's
 * inner surface. z = 0 is the level of the carina.
 *
 * <p>Sizes are those of a standing adult in deep inspiration: inner thoracic width 276 mm, lung
 * apex to right dome 210 mm, right dome at the tenth posterior rib (as in textbooks of radiographic
 * anatomy), scaled by the {@link Physique}.
 */
final class Thorax {
  private static final double CENTRE_Z = -108;
  private static final double CENTRE_Y = 4;

  /** Depth of the costophrenic recess below the dome, mm. */
  private static final double RECESS = 48;

  /** How much lower the recess stands for each mm further back. */
  private static final double RECESS_SLOPE = 0.25;

  private final Physique physique;
  private final double inspiration;

  /**
   * @param inspiration downward shift of the diaphragms, mm
   */
  Thorax(Physique physique, double inspiration) {
    this.physique = physique;
    this.inspiration = inspiration;
  }

  Physique physique() {
    return physique;
  }

  double inspiration() {
    return inspiration;
  }

  /** Outer bounds of a lung; the diaphragm and the mediastinum cut it below and medially. */
  Ellipsoid lung(Side side) {
    double s = side.sign();
    double w = physique.width();
    return new Ellipsoid(
        new Vec3(s * 66 * w, CENTRE_Y * physique.depth(), CENTRE_Z * physique.height()),
        new Vec3(72 * w, 0, 0),
        new Vec3(0, 94 * physique.depth(), 0),
        new Vec3(-s * 26 * w, 6 * physique.depth(), 213 * physique.height()));
  }

  /** Level of a diaphragm's highest point, mm. */
  double domeTop(Side side) {
    double right = -105 * physique.height() + physique.domeLevel() - inspiration;
    return side == Side.RIGHT ? right : right - physique.domeDrop();
  }

  /** Level of the bottom of the lateral costophrenic recess, mm. */
  double recessBottom(Side side) {
    return domeTop(side) - RECESS;
  }

  /** The space that lung, fluid and air share on one side. */
  Solid cavity(Side side) {
    return Solid.of(lung(side), new HalfSpace(new Vec3(0, -RECESS_SLOPE, -1), -recessBottom(side)));
  }

  Ellipsoid dome(Side side) {
    double rise = 58;
    double w = physique.width();
    double d = physique.depth();
    return new Ellipsoid(
        new Vec3(side.sign() * 62 * w, -2 * d, domeTop(side) - rise),
        new Vec3(80 * w, 0, -4.0 * side.sign()),
        new Vec3(0, 100 * d, -16),
        new Vec3(0, 0, rise));
  }

  /** Half of the greatest inner width, mm: what the cardiothoracic ratio divides by. */
  double innerHalfWidth() {
    return (66 + 72) * physique.width();
  }

  /** Half of the inner width at a level, mm. */
  double halfWidth(double z) {
    double t = rise(z);
    return physique.width() * (66 - 26 * t + 72 * slice(t));
  }

  /** Half of the inner depth at a level, mm. */
  double halfDepth(double z) {
    return physique.depth() * 94 * slice(rise(z));
  }

  /** Middle between front and back at a level, mm. */
  double centreY(double z) {
    return physique.depth() * (CENTRE_Y + 6 * rise(z));
  }

  /** Front to back position of the vertebral bodies' middle at a level, mm. */
  double spineY(double z) {
    double h = physique.height();
    double f = (z + 40 * h) / (150 * h);
    return 66 * physique.depth() - physique.kyphosis() * f * f;
  }

  private double rise(double z) {
    double h = physique.height();
    return Math.max(0, Math.min(0.97, (z - CENTRE_Z * h) / (213 * h)));
  }

  private static double slice(double t) {
    return Math.sqrt(1 - t * t);
  }
}
