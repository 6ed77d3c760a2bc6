package org.juxta.inference.lvlm.family;

import org.juxta.inference.lvlm.Box;

/**
 * Boxes as location bins. The square of {@code size} pixels that the model sees is cut into {@code
 * bins} equal parts on each axis; an edge is said by the bin that it falls into, and read back as
 * that bin's centre.
 *
 * @param size edge of the model's square in pixels
 * @param bins location tokens there are
 */
public record LocationBins(int size, int bins) {

  /** Bins of x0, y0, x1, y1; x1 &gt; x0 and y1 &gt; y0 even for a box thinner than a bin. */
  public int[] of(Box box) {
    int x0 = Math.min(bin(box.x0()), bins - 2);
    int y0 = Math.min(bin(box.y0()), bins - 2);
    return new int[] {x0, y0, Math.max(x0 + 1, bin(box.x1())), Math.max(y0 + 1, bin(box.y1()))};
  }

  private int bin(double coordinate) {
    return Math.max(0, Math.min(bins - 1, (int) Math.floor(coordinate * bins / size)));
  }

  /** The box that bins stand for, in pixels of the square. */
  public Box box(int x0, int y0, int x1, int y1) {
    return new Box(center(x0), center(y0), center(x1), center(y1));
  }

  private double center(int bin) {
    return (bin + 0.5) * size / bins;
  }
}
