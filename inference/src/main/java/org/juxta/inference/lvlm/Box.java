package org.juxta.inference.lvlm;

/**
 * An axis-aligned rectangle in image coordinates.
 *
 * <p>Coordinates are continuous: (0, 0) is the outer corner of the top left pixel, x grows to the
 * right (columns), y downwards (rows), and a frame of w by h pixels spans [0, w] by [0, h]. This is
 * the frame of PS3.3 C.10.5 SCOORD graphic data for 2-D images.
 *
 * @param x0 left edge
 * @param y0 top edge
 * @param x1 right edge, greater than {@code x0}
 * @param y1 bottom edge, greater than {@code y0}
 */
public record Box(double x0, double y0, double x1, double y1) {

  /**
   * @throws IllegalArgumentException when the box is empty, inverted or not finite
   */
  public Box {
    if (!(x1 > x0 && y1 > y0)
        || !Double.isFinite(x0)
        || !Double.isFinite(y0)
        || !Double.isFinite(x1)
        || !Double.isFinite(y1)) {
      throw new IllegalArgumentException(
          "not a box: x0=" + x0 + " y0=" + y0 + " x1=" + x1 + " y1=" + y1);
    }
  }

  public double width() {
    return x1 - x0;
  }

  public double height() {
    return y1 - y0;
  }

  public double area() {
    return width() * height();
  }

  /** This box with every x multiplied by {@code sx} and every y by {@code sy}. */
  public Box scaled(double sx, double sy) {
    return new Box(x0 * sx, y0 * sy, x1 * sx, y1 * sy);
  }

  /** Intersection over union, 0 when the two do not touch. */
  public double iou(Box other) {
    double w = Math.min(x1, other.x1) - Math.max(x0, other.x0);
    double h = Math.min(y1, other.y1) - Math.max(y0, other.y0);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double intersection = w * h;
    return intersection / (area() + other.area() - intersection);
  }
}
