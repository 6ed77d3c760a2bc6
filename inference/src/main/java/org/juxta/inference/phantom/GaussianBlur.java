package org.juxta.inference.phantom;

/** Separable Gaussian blur of a square image; beyond the edge the edge pixel repeats. */
final class GaussianBlur {
  /** Narrower than this, in pixels, a blur changes no pixel by a visible amount. */
  private static final double NEGLIGIBLE = 0.25;

  private GaussianBlur() {}

  /**
   * Blurs in place.
   *
   * @param sigma standard deviation in pixels
   * @param scratch as long as the image
   */
  static void apply(float[] image, float[] scratch, int size, double sigma) {
    if (sigma < NEGLIGIBLE) {
      return;
    }
    float[] kernel = kernel(sigma);
    pass(image, scratch, size, kernel);
    pass(scratch, image, size, kernel);
  }

  /** Half of a normalised kernel, from the middle outwards. */
  private static float[] kernel(double sigma) {
    float[] kernel = new float[(int) Math.ceil(3 * sigma) + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /** Blurs along rows and writes transposed, so that two passes blur both ways. */
  private static void pass(float[] from, float[] to, int size, float[] kernel) {
    for (int row = 0; row < size; row++) {
      int base = row * size;
      for (int column = 0; column < size; column++) {
        float sum = kernel[0] * from[base + column];
        for (int k = 1; k < kernel.length; k++) {
          sum +=
              kernel[k]
                  * (from[base + Math.max(0, column - k)]
                      + from[base + Math.min(size - 1, column + k)]);
        }
        to[column * size + row] = sum;
      }
    }
  }
}
