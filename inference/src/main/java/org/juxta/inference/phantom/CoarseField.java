package org.juxta.inference.phantom;

/**
 * The slow part of an image: averaged to a coarse grid, blurred, and read back between the cells.
 * For effects that have no detail, such as scatter. Not safe for use by several threads.
 */
final class CoarseField {
  private static final int CELLS = 32;

  private final float[] cells = new float[CELLS * CELLS];
  private final float[] scratch = new float[CELLS * CELLS];
  private final float[] line = new float[CELLS + 1];
  private int[] left = new int[0];
  private float[] share = new float[0];

  /**
   * Takes the slow part of an image.
   *
   * @param ceiling values above count as this
   * @param sigma standard deviation of the blur as a fraction of the image's side
   */
  void take(float[] image, int size, float ceiling, double sigma) {
    for (int cellY = 0; cellY < CELLS; cellY++) {
      int y0 = cellY * size / CELLS;
      int y1 = (cellY + 1) * size / CELLS;
      for (int cellX = 0; cellX < CELLS; cellX++) {
        int x0 = cellX * size / CELLS;
        int x1 = (cellX + 1) * size / CELLS;
        double sum = 0;
        for (int y = y0; y < y1; y++) {
          for (int x = x0; x < x1; x++) {
            sum += Math.min(ceiling, image[y * size + x]);
          }
        }
        cells[cellY * CELLS + cellX] = (float) (sum / ((y1 - y0) * (x1 - x0)));
      }
    }
    GaussianBlur.apply(cells, scratch, CELLS, sigma * CELLS);
  }

  /** Adds {@code factor} times the slow part to an image of any size. */
  void addTo(float[] image, int size, float factor) {
    prepareColumns(size);
    double step = (double) CELLS / size;
    for (int row = 0; row < size; row++) {
      double y = clamp((row + 0.5) * step - 0.5);
      int above = (int) y * CELLS;
      int below = Math.min(CELLS - 1, (int) y + 1) * CELLS;
      float fy = (float) (y - (int) y);
      for (int i = 0; i < CELLS; i++) {
        line[i] = factor * mix(cells[above + i], cells[below + i], fy);
      }
      line[CELLS] = line[CELLS - 1];
      for (int column = 0; column < size; column++) {
        int cell = left[column];
        image[row * size + column] += mix(line[cell], line[cell + 1], share[column]);
      }
    }
  }

  /** Works out between which cells each column of an image lies. */
  private void prepareColumns(int size) {
    if (left.length == size) {
      return;
    }
    left = new int[size];
    share = new float[size];
    for (int column = 0; column < size; column++) {
      double x = clamp((column + 0.5) * CELLS / size - 0.5);
      left[column] = (int) x;
      share[column] = (float) (x - left[column]);
    }
  }

  private static double clamp(double x) {
    return Math.max(0, Math.min(CELLS - 1, x));
  }

  private static float mix(float a, float b, float f) {
    return a + f * (b - a);
  }
}
