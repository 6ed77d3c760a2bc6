package org.juxta.dicom.pixels;

/**
 * A window on values of the modality (VOI LUT Function LINEAR, PS3.3 C.11.2.1.2.1).
 *
 * @param center Window Center (0028,1050)
 * @param width Window Width (0028,1051), 1 or more
 */
public record ValueWindow(double center, double width) {

  /**
   * @throws IllegalArgumentException when the width is below 1
   */
  public ValueWindow {
    if (!WindowFunction.LINEAR.takes(width)) {
      throw new IllegalArgumentException("Window Width (0028,1051) is " + width + ", below 1");
    }
  }

  /** From 0 (black) to 1 (white). */
  public double at(double value) {
    return WindowFunction.LINEAR.at(value, center, width);
  }
}
