package org.juxta.inference.phantom;

/**
 * How one radiograph was taken; differs between the two time points and between views.
 *
 * @param shiftX how far the patient stands off the detector's middle along the image's x, mm
 * @param shiftZ the same upwards, mm
 * @param tilt rotation in the image plane, degrees
 * @param turn rotation about the body's long axis, degrees
 * @param lean rotation towards or away from the detector, degrees
 * @param field side of the square detector field, mm
 * @param inspiration shift of the diaphragms, mm, downwards positive (deeper breath)
 * @param quanta detected x-ray quanta in 1 mm2 of detector without a patient, detective efficiency
 *     included; about 2.5 uGy at 30,000 per uGy and mm2
 * @param blur standard deviation of focal spot, detector and motion blur together, mm
 * @param brightness shift of the displayed values, fraction of full scale
 * @param contrast factor on the steepness of the display curve
 */
record Acquisition(
    double shiftX,
    double shiftZ,
    double tilt,
    double turn,
    double lean,
    double field,
    double inspiration,
    double quanta,
    double blur,
    double brightness,
    double contrast) {

  static Acquisition draw(long seed, TimePoint time, View view) {
    RandomStream field = RandomStream.of(seed, "field " + view);
    double habitualField = field.between(370, 410);
    RandomStream random = RandomStream.of(seed, "acquisition " + time + " " + view);
    return new Acquisition(
        random.normal(0, 5),
        random.normal(0, 6),
        random.normal(0, 1.1),
        random.normal(0, 2.0),
        random.normal(0, 1.5),
        habitualField + random.normal(0, 5),
        random.normal(0, 5),
        1.2e6 * Math.pow(2, random.between(-1.6, 1.2)),
        random.between(0.15, 0.45),
        random.normal(0, 0.03),
        random.normal(1, 0.08));
  }

  /** Standing perfectly, for working out where things can be seen. */
  static Acquisition nominal() {
    return new Acquisition(0, 0, 0, 0, 0, 400, 0, 1.2e6, 0.2, 0, 1);
  }
}
