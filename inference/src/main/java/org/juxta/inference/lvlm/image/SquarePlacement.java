package org.juxta.inference.lvlm.image;

import org.juxta.inference.lvlm.Box;

/**
 * How an image lies in the square that a model sees: scaled to fit, centred, the rest padding.
 *
 * <p>Both frames are continuous pixel coordinates as in {@link Box}. With m the model's square:
 * {@code m = source * scale + offset} on each axis.
 *
 * @param sourceWidth columns of the source
 * @param sourceHeight rows of the source
 * @param size edge of the square
 */
public record SquarePlacement(int sourceWidth, int sourceHeight, int size) {

  /** Model pixels for each source pixel; the same on both axes. */
  public double scale() {
    return (double) size / Math.max(sourceWidth, sourceHeight);
  }

  /** Padding to the left of the image, in model pixels. */
  public double offsetX() {
    return (size - sourceWidth * scale()) / 2;
  }

  /** Padding above the image, in model pixels. */
  public double offsetY() {
    return (size - sourceHeight * scale()) / 2;
  }

  /** A box of the source, in pixels of the square. */
  public Box toSquare(Box source) {
    double s = scale();
    return new Box(
        source.x0() * s + offsetX(),
        source.y0() * s + offsetY(),
        source.x1() * s + offsetX(),
        source.y1() * s + offsetY());
  }

  /**
   * A box of the square, in pixels of the source, cut off at the source's edges; a box that lies in
   * the padding altogether becomes the nearest sliver one pixel wide.
   */
  public Box toSource(Box square) {
    double s = scale();
    double x0 = clamp((square.x0() - offsetX()) / s, sourceWidth - 1.0);
    double y0 = clamp((square.y0() - offsetY()) / s, sourceHeight - 1.0);
    return new Box(
        x0,
        y0,
        Math.max(x0 + 1, Math.min((square.x1() - offsetX()) / s, sourceWidth)),
        Math.max(y0 + 1, Math.min((square.y1() - offsetY()) / s, sourceHeight)));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(value, max));
  }
}
