package org.juxta.dicom.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The window for images that state none: straight from the {@value #LOW} to the {@value #HIGH}
 * quantile of the values that are not padding, so that collimated borders and burnt-in markers do
 * not decide how the rest looks.
 */
final class PercentileWindow {
  static final double LOW = 0.005;
  static final double HIGH = 0.995;

  private PercentileWindow() {}

  /**
   * @param values of the modality that are not padding; sorted by this call
   */
  static DoubleUnaryOperator of(float[] values, List<String> steps) {
    if (values.length == 0) {
      steps.add("no window stated and every pixel is padding: black");
      return value -> 0;
    }
    Arrays.sort(values);
    float low = quantile(values, LOW);
    float high = quantile(values, HIGH);
    if (low == high) {
      low = values[0];
      high = values[values.length - 1];
    }
    if (low == high) {
      steps.add("no window stated and every pixel has the value %s: black".formatted(low));
      return value -> 0;
    }
    float from = low;
    float to = high;
    steps.add(
        "no window stated: from quantile %s, %s, to quantile %s, %s"
            .formatted(LOW, low, HIGH, high));
    return value -> Math.max(0, Math.min(1, (value - from) / (to - from)));
  }

  /** The value that at least the given share of the sorted values does not exceed. */
  private static float quantile(float[] sorted, double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
