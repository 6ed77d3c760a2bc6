package org.juxta.dicom.pixels;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Luminance of color frames by the weights of ITU-R BT.601, which are those of YBR_FULL (PS3.3
 * C.7.6.3.1.2); a palette is looked up first.
 */
final class ColorLuminance {
  private ColorLuminance() {}

  /** Three samples a pixel, red, green and blue. */
  static float[] ofRgb(int[] samples, PixelFormat format) {
    double full = StoredValues.greatest(format);
    float[] luminance = new float[samples.length / 3];
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] =
          luminance(
              StoredValues.number(samples[3 * i], format),
              StoredValues.number(samples[3 * i + 1], format),
              StoredValues.number(samples[3 * i + 2], format),
              full);
    }
    return luminance;
  }

  /** Three samples a pixel, the first of which is the luminance. */
  static float[] ofYbr(int[] samples, PixelFormat format) {
    double full = StoredValues.greatest(format);
    float[] luminance = new float[samples.length / 3];
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] = (float) (StoredValues.number(samples[3 * i], format) / full);
    }
    return luminance;
  }

  /**
   * One sample a pixel, an index into the tables of PS3.3 C.7.6.3.1.5.
   *
   * @throws UnreadablePixelsException when a table is missing or does not fit its descriptor
   */
  static float[] ofPalette(int[] indices, Attributes dataset, PixelFormat format)
      throws UnreadablePixelsException {
    LookupTable red =
        table(
            dataset,
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.RedPaletteColorLookupTableData,
            "Red",
            format);
    LookupTable green =
        table(
            dataset,
            Tag.GreenPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableData,
            "Green",
            format);
    LookupTable blue =
        table(
            dataset,
            Tag.BluePaletteColorLookupTableDescriptor,
            Tag.BluePaletteColorLookupTableData,
            "Blue",
            format);
    float[] luminance = new float[indices.length];
    for (int i = 0; i < luminance.length; i++) {
      int index = indices[i];
      luminance[i] = luminance(red.shareAt(index), green.shareAt(index), blue.shareAt(index), 1);
    }
    return luminance;
  }

  private static LookupTable table(
      Attributes dataset, int descriptorTag, int dataTag, String color, PixelFormat format)
      throws UnreadablePixelsException {
    String name = color + " Palette Color Lookup Table";
    if (!dataset.containsValue(descriptorTag) || !dataset.containsValue(dataTag)) {
      throw new UnreadablePixelsException(
          name
              + " Data or its Descriptor is missing for Photometric Interpretation (0028,0004)"
              + " PALETTE COLOR (segmented tables are not read)");
    }
    return LookupTable.of(dataset, descriptorTag, dataTag, name, format.signed());
  }

  private static float luminance(double red, double green, double blue, double full) {
    return (float) ((0.299 * red + 0.587 * green + 0.114 * blue) / full);
  }
}
