package org.juxta.dicom.report.content;

/**
 * A rectangle in the pixels of a frame: (0, 0) is the outer corner of the top left pixel, x grows
 * along columns, y along rows (PS3.3 C.18.6.1.1). Values are kept at the single precision that
 * Graphic Data (0070,0022) has.
 *
 * @param x0 left edge
 * @param y0 top edge
 * @param x1 right edge, greater than {@code x0}
 * @param y1 bottom edge, greater than {@code y0}
 */
public record BoxRegion(double x0, double y0, double x1, double y1) {

  /**
   * @throws IllegalArgumentException when the rectangle is empty, inverted, negative or not finite
   */
  public BoxRegion {
    x0 = singlePrecision(x0);
    y0 = singlePrecision(y0);
    x1 = singlePrecision(x1);
    y1 = singlePrecision(y1);
    if (!(x0 >= 0
        && y0 >= 0
        && x1 > x0
        && y1 > y0
        && x1 < Float.MAX_VALUE
        && y1 < Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "not a region of an image: x0=" + x0 + " y0=" + y0 + " x1=" + x1 + " y1=" + y1);
    }
  }

  private static double singlePrecision(double value) {
    return (float) value;
  }
}
