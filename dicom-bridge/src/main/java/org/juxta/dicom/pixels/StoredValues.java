package org.juxta.dicom.pixels;

/** Turns allocated words into stored values (PS3.5 8.1.1). */
final class StoredValues {
  private StoredValues() {}

  /**
   * Keeps, in place, the Bits Stored (0028,0101) below High Bit (0028,0102) of every word, so that
   * overlays kept in the bits above or below go, and extends the sign where there is one.
   */
  static void extract(int[] words, PixelFormat format) {
    int above = 31 - format.highBit();
    int all = 32 - format.bitsStored();
    if (format.signed()) {
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i] << above >> all;
      }
    } else {
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i] << above >>> all;
      }
    }
  }

  /** The number a stored value stands for; 32 bits unsigned do not fit an int. */
  static double number(int storedValue, PixelFormat format) {
    return format.signed() ? storedValue : storedValue & 0xFFFFFFFFL;
  }

  /** The least number that Bits Stored can hold. */
  static double least(PixelFormat format) {
    return format.signed() ? -Math.pow(2, format.bitsStored() - 1) : 0;
  }

  /** The greatest number that Bits Stored can hold. */
  static double greatest(PixelFormat format) {
    return least(format) + Math.pow(2, format.bitsStored()) - 1;
  }
}
