package org.juxta.dicom.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Stored values of a MONOCHROME frame to luminance, in the order of PS3.4 N.2: Modality LUT, VOI
 * LUT, presentation.
 */
final class GrayTransform {
  /** Bits up to which every possible value is transformed once instead of every pixel. */
  private static final int TABLE_BITS = 16;

  private GrayTransform() {}

  /** Luminance of every stored value of a frame; padded pixels are black. */
  static float[] apply(
      int[] stored, Attributes dataset, int frame, PixelFormat format, List<String> steps)
      throws UnreadablePixelsException {
    FrameAttributes attributes = new FrameAttributes(dataset, frame);
    PixelPadding padding = PixelPadding.of(dataset, format);
    if (padding != null) {
      steps.add(
          "padding from %d to %d left out and shown black"
              .formatted(padding.low(), padding.high()));
    }
    DoubleUnaryOperator modality = ModalityTransform.of(attributes, format, steps);
    boolean negative =
        Math.min(
                modality.applyAsDouble(StoredValues.least(format)),
                modality.applyAsDouble(StoredValues.greatest(format)))
            < 0;
    DoubleUnaryOperator voi = VoiTransform.of(attributes, negative, steps);
    if (voi == null) {
      voi = unstatedWindow(stored, dataset, format, padding, modality, steps);
    }
    DoubleUnaryOperator shown = modality.andThen(voi);
    if (inverted(dataset, format, steps)) {
      shown = shown.andThen(share -> 1 - share);
    }
    return luminance(stored, format, padding, shown);
  }

  /** Eight bits that no window is stated for are meant as they are; more bits are not. */
  private static DoubleUnaryOperator unstatedWindow(
      int[] stored,
      Attributes dataset,
      PixelFormat format,
      @Nullable PixelPadding padding,
      DoubleUnaryOperator modality,
      List<String> steps) {
    boolean rescaled =
        dataset.containsValue(Tag.RescaleSlope) || dataset.contains(Tag.ModalityLUTSequence);
    if (format.bitsStored() <= 8 && !rescaled) {
      double least = StoredValues.least(format);
      double greatest = StoredValues.greatest(format);
      steps.add("no window stated: the whole range from %s to %s".formatted(least, greatest));
      return value -> (value - least) / (greatest - least);
    }
    float[] values = new float[stored.length];
    int count = 0;
    for (int value : stored) {
      if (padding == null || !padding.contains(value)) {
        values[count++] = (float) modality.applyAsDouble(StoredValues.number(value, format));
      }
    }
    return PercentileWindow.of(Arrays.copyOf(values, count), steps);
  }

  /**
   * Photometric Interpretation (0028,0004) is required and Presentation LUT Shape (2050,0020) is
   * not, so MONOCHROME1 inverts whatever the shape says; both together invert once (PS3.3
   * C.8.11.3.1 pairs MONOCHROME1 with INVERSE).
   */
  private static boolean inverted(Attributes dataset, PixelFormat format, List<String> steps) {
    boolean monochrome1 = format.photometric().equals("MONOCHROME1");
    String shape = dataset.getString(Tag.PresentationLUTShape, "");
    boolean inverse = shape.equals("INVERSE");
    if (monochrome1) {
      steps.add(
          shape.equals("IDENTITY")
              ? "inverted: MONOCHROME1, though Presentation LUT Shape (2050,0020) is IDENTITY"
              : "inverted: MONOCHROME1");
    } else if (inverse) {
      steps.add("inverted: Presentation LUT Shape (2050,0020) is INVERSE");
    }
    return monochrome1 || inverse;
  }

  private static float[] luminance(
      int[] stored, PixelFormat format, @Nullable PixelPadding padding, DoubleUnaryOperator shown) {
    float[] luminance = new float[stored.length];
    int least = (int) StoredValues.least(format);
    float[] table = format.bitsStored() <= TABLE_BITS ? table(least, format, shown) : new float[0];
    for (int i = 0; i < stored.length; i++) {
      int value = stored[i];
      if (padding != null && padding.contains(value)) {
        continue;
      }
      luminance[i] =
          table.length > 0
              ? table[value - least]
              : (float) shown.applyAsDouble(StoredValues.number(value, format));
    }
    return luminance;
  }

  private static float[] table(int least, PixelFormat format, DoubleUnaryOperator shown) {
    float[] table = new float[1 << format.bitsStored()];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) shown.applyAsDouble((double) least + i);
    }
    return table;
  }
}
