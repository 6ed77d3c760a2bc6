package org.juxta.dicom.pixels;

import java.util.List;

/**
 * One frame as luminance, in the size it was acquired in: a position in it is a position in the
 * frame.
 *
 * @param width Columns (0028,0011)
 * @param height Rows (0028,0010)
 * @param luminance row-major, {@code width * height} values from 0 (black) to 1 (white), after
 *     Modality LUT, VOI LUT and presentation; padded pixels are 0. Owned by this record: do not
 *     change it afterwards.
 * @param appliedSteps what was done to the stored values, in order, in words
 */
public record GrayFrame(int width, int height, float[] luminance, List<String> appliedSteps) {

  /**
   * @throws IllegalArgumentException when the array does not hold width times height values
   */
  public GrayFrame {
    if (width <= 0 || height <= 0 || luminance.length != (long) width * height) {
      throw new IllegalArgumentException(
          "a frame of " + width + " x " + height + " with " + luminance.length + " values");
    }
    appliedSteps = List.copyOf(appliedSteps);
  }

  /** The value at a pixel. */
  public float at(int x, int y) {
    return luminance[y * width + x];
  }
}
