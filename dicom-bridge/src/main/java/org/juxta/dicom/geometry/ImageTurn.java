package org.juxta.dicom.geometry;

/**
 * One of the eight ways to turn and mirror an image, from how it is stored to how it is shown.
 *
 * <p>Positions are in pixels with the outer corner of the first pixel at (0, 0), as boxes and
 * Spatial Coordinates (PS3.3 C.10.5.1.2) count.
 *
 * @param transposed whether stored columns run along shown rows
 * @param mirrored whether the shown image runs from right to left, after transposing
 * @param upended whether it runs from bottom to top, after transposing
 */
public record ImageTurn(boolean transposed, boolean mirrored, boolean upended) {
  /** Shown as it is stored. */
  public static final ImageTurn NONE = new ImageTurn(false, false, false);

  /**
   * Where a point of the shown image is in the stored one.
   *
   * @param columns of the stored image
   * @param rows of the stored image
   * @return x, y
   */
  public double[] toStored(double x, double y, int columns, int rows) {
    int width = transposed ? rows : columns;
    int height = transposed ? columns : rows;
    double across = mirrored ? width - x : x;
    double down = upended ? height - y : y;
    return transposed ? new double[] {down, across} : new double[] {across, down};
  }

  /** Where a point of the stored image is in the shown one: x, y. */
  public double[] toShown(double x, double y, int columns, int rows) {
    int width = transposed ? rows : columns;
    int height = transposed ? columns : rows;
    double across = transposed ? y : x;
    double down = transposed ? x : y;
    return new double[] {mirrored ? width - across : across, upended ? height - down : down};
  }

  /** Columns of the shown image. */
  public int width(int columns, int rows) {
    return transposed ? rows : columns;
  }

  /** Rows of the shown image. */
  public int height(int columns, int rows) {
    return transposed ? columns : rows;
  }

  /**
   * The values of the shown image.
   *
   * @param stored row-major
   */
  public float[] apply(float[] stored, int columns, int rows) {
    if (equals(NONE)) {
      return stored;
    }
    int width = width(columns, rows);
    float[] shown = new float[stored.length];
    for (int i = 0; i < shown.length; i++) {
      double[] from = toStored(i % width + 0.5, i / width + 0.5, columns, rows);
      shown[i] = stored[(int) from[1] * columns + (int) from[0]];
    }
    return shown;
  }
}
