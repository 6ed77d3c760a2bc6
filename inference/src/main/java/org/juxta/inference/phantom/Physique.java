package org.juxta.inference.phantom;

/**
 * What makes one healthy chest differ from another; the same at both time points.
 *
 * @param sex of the patient
 * @param width factor on the chest's standard width (inner thoracic width 276 mm)
 * @param depth factor on its standard depth
 * @param height factor on its standard height
 * @param fat thickness of subcutaneous fat in mm
 * @param kyphosis how far the thoracic spine bows backwards, mm
 * @param domeDrop how much lower than the right one the left diaphragm stands, mm
 * @param domeLevel shift of both diaphragms from the standard level, mm, upwards positive
 * @param bone factor on the bones' density
 * @param aorta factor on the size of the aortic arch
 * @param ribSlope factor on how steeply the ribs run down
 */
record Physique(
    Sex sex,
    double width,
    double depth,
    double height,
    double fat,
    double kyphosis,
    double domeDrop,
    double domeLevel,
    double bone,
    double aorta,
    double ribSlope) {

  /** The physique that follows from a patient's seed. */
  static Physique draw(long seed, Sex sex, int age) {
    RandomStream random = RandomStream.of(seed, "physique");
    double size = sex == Sex.MALE ? 1 : 0.92;
    double ageing = Math.max(0, age - 40) / 45.0;
    return new Physique(
        sex,
        random.normal(size, 0.035),
        random.normal(size, 0.05) + 0.05 * ageing,
        random.normal(size, 0.04),
        random.between(4, 26),
        random.normal(18, 4) + 12 * ageing,
        random.normal(13, 4),
        random.normal(0, 6),
        random.normal(1, 0.08) - 0.25 * ageing,
        random.normal(0.95, 0.06) + 0.2 * ageing,
        random.normal(1, 0.12));
  }
}
