package org.juxta.inference.phantom;

/**
 * e to the power -x and the natural logarithm by table and straight line between its entries. Both
 * are within 2e-7 (relative and absolute); an image needs one of each for every pixel.
 */
final class Exponentials {
  private static final int BITS = 11;
  private static final int ENTRIES = 1 << BITS;
  private static final double LN2 = Math.log(2);

  /** 2 to the power -i / ENTRIES. */
  private static final double[] POWER = new double[ENTRIES + 1];

  /** ln(1 + i / ENTRIES). */
  private static final double[] LOG = new double[ENTRIES + 1];

  private static final int MANTISSA_BITS = 23;
  private static final int FRACTION_BITS = MANTISSA_BITS - BITS;

  static {
    for (int i = 0; i <= ENTRIES; i++) {
      POWER[i] = Math.pow(2, -(double) i / ENTRIES);
      LOG[i] = Math.log1p((double) i / ENTRIES);
    }
  }

  private Exponentials() {}

  /**
   * e to the power -x.
   *
   * @param x from 0 to 80
   */
  static float ofMinus(float x) {
    double scaled = x * (ENTRIES / LN2);
    int whole = (int) scaled;
    double between = scaled - whole;
    int entry = whole & (ENTRIES - 1);
    double power = POWER[entry] + between * (POWER[entry + 1] - POWER[entry]);
    // 2 to the power -(whole / ENTRIES), written down as the bits of a float.
    float shift = Float.intBitsToFloat((127 - (whole >> BITS)) << MANTISSA_BITS);
    return (float) (power * shift);
  }

  /**
   * The natural logarithm.
   *
   * @param x a normal positive float
   */
  static double ln(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >>> MANTISSA_BITS) - 127;
    int entry = (bits >>> FRACTION_BITS) & (ENTRIES - 1);
    double between = (bits & ((1 << FRACTION_BITS) - 1)) * (1.0 / (1 << FRACTION_BITS));
    return exponent * LN2 + LOG[entry] + between * (LOG[entry + 1] - LOG[entry]);
  }
}
