package org.juxta.dicom.pixels;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Stored values that are no part of the picture (PS3.3 C.7.5.1.1.2), from {@code low} to {@code
 * high}, both included.
 */
record PixelPadding(int low, int high) {

  /** Pixel Padding Value (0028,0120), as a range with (0028,0121); null when there is none. */
  static @Nullable PixelPadding of(Attributes dataset, PixelFormat format) {
    if (!dataset.containsValue(Tag.PixelPaddingValue)) {
      return null;
    }
    int value = word(dataset.getInt(Tag.PixelPaddingValue, 0), format);
    int limit =
        dataset.containsValue(Tag.PixelPaddingRangeLimit)
            ? word(dataset.getInt(Tag.PixelPaddingRangeLimit, 0), format)
            : value;
    return new PixelPadding(Math.min(value, limit), Math.max(value, limit));
  }

  boolean contains(int storedValue) {
    return storedValue >= low && storedValue <= high;
  }

  /** US or SS by Pixel Representation (0028,0103), whichever was written. */
  private static int word(int value, PixelFormat format) {
    if (format.bitsAllocated() > 16) {
      return value;
    }
    return format.signed() ? (short) value : value & 0xFFFF;
  }
}
