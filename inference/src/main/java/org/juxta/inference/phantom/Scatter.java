package org.juxta.inference.phantom;

/**
 * Radiation scattered in the patient that passes the anti-scatter grid: a broad veil that follows
 * the primary image, worked out on a coarse grid because it has no detail.
 */
final class Scatter {
  /** Scatter over primary behind a grid, mean over the field (Bushberg, 3rd ed., chapter 7). */
  private static final double SCATTER_TO_PRIMARY = 0.35;

  /** Width of the veil, standard deviation, mm. */
  private static final double SPREAD = 45;

  private static final int CELLS = 32;

  private final float[] coarse = new float[CELLS * CELLS];
  private final float[] scratch = new float[CELLS * CELLS];

  /** Adds scatter to an image of primary intensity. */
  void addTo(float[] primary, int size, double field) {
    average(primary, size);
    GaussianBlur.apply(coarse, scratch, CELLS, SPREAD * CELLS / field);
    double step = (double) CELLS / size;
    for (int row = 0; row < size; row++) {
      double y = clamp((row + 0.5) * step - 0.5);
      int y0 = (int) y;
      int y1 = Math.min(CELLS - 1, y0 + 1);
      float fy = (float) (y - y0);
      for (int column = 0; column < size; column++) {
        double x = clamp((column + 0.5) * step - 0.5);
        int x0 = (int) x;
        int x1 = Math.min(CELLS - 1, x0 + 1);
        float fx = (float) (x - x0);
        float above = mix(coarse[y0 * CELLS + x0], coarse[y0 * CELLS + x1], fx);
        float below = mix(coarse[y1 * CELLS + x0], coarse[y1 * CELLS + x1], fx);
        primary[row * size + column] += (float) SCATTER_TO_PRIMARY * mix(above, below, fy);
      }
    }
  }

  private void average(float[] image, int size) {
    for (int cy = 0; cy < CELLS; cy++) {
      for (int cx = 0; cx < CELLS; cx++) {
        double sum = 0;
        int y1 = Math.max(cy * size / CELLS + 1, (cy + 1) * size / CELLS);
        int x1 = Math.max(cx * size / CELLS + 1, (cx + 1) * size / CELLS);
        int n = 0;
        for (int y = cy * size / CELLS; y < y1; y++) {
          for (int x = cx * size / CELLS; x < x1; x++) {
            // Unattenuated beam beside the patient does not pass through anything that scatters.
            sum += Math.min(0.2f, image[y * size + x]);
            n++;
          }
        }
        coarse[cy * CELLS + cx] = (float) (sum / n);
      }
    }
  }

  private static double clamp(double x) {
    return Math.max(0, Math.min(CELLS - 1, x));
  }

  private static float mix(float a, float b, float f) {
    return a + f * (b - a);
  }
}
