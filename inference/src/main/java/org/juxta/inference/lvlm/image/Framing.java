package org.juxta.inference.lvlm.image;

import org.juxta.inference.lvlm.Box;

/** How an image that is not square gets into a model's square. */
public enum Framing {
  /** Each axis is resized to the square's edge: the image is squeezed. */
  SQUEEZE,
  /** The shorter edge is resized to the square's, then the centre is cut out: the ends are lost. */
  CROP,
  /** The image is put in the middle of a square of one grey, which is then resized. */
  PAD;

  /** Size of the image after resizing, before cutting. Integer arithmetic is the reference's. */
  int resized(int length, int other, int size) {
    if (this != CROP || length <= other) {
      return size;
    }
    return (int) ((long) size * length / other);
  }

  /**
   * A box in pixels of the square, in pixels of the source, cut off at its edges.
   *
   * @param width columns of the source
   * @param height rows of the source
   * @param size edge of the square
   */
  public Box toSource(Box square, int width, int height, int size) {
    if (this == PAD) {
      return new SquarePlacement(width, height, size).toSource(square);
    }
    double scaleX = (double) width / resized(width, height, size);
    double scaleY = (double) height / resized(height, width, size);
    double left = (resized(width, height, size) - size) / 2;
    double top = (resized(height, width, size) - size) / 2;
    double x0 = clamp((square.x0() + left) * scaleX, width - 1.0);
    double y0 = clamp((square.y0() + top) * scaleY, height - 1.0);
    return new Box(
        x0,
        y0,
        Math.max(x0 + 1, Math.min((square.x1() + left) * scaleX, width)),
        Math.max(y0 + 1, Math.min((square.y1() + top) * scaleY, height)));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(value, max));
  }
}
