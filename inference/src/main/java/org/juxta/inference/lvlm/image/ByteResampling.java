package org.juxta.inference.lvlm.image;

/**
 * Resizing of 8-bit images as the published models were trained with it (Pillow's {@code resize}):
 * a filter widened by the reduction, columns first, and 8-bit values with weights of 22 binary
 * places between the two passes.
 */
public enum ByteResampling {
  BILINEAR(1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** Keys' cubic convolution with a = -0.5. */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double t = Math.abs(x);
      if (t < 1) {
        return (1.5 * t - 2.5) * t * t + 1;
      }
      return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }
  };

  private static final int PLACES = 22;

  private final double support;

  ByteResampling(double support) {
    this.support = support;
  }

  abstract double weight(double x);

  /**
   * @param pixels 0 to 255, row by row
   * @return {@code toWidth * toHeight} values of 0 to 255
   */
  public int[] resize(int[] pixels, int width, int height, int toWidth, int toHeight) {
    int[] narrowed = pixels;
    if (toWidth != width) {
      narrowed = new int[toWidth * height];
      Taps taps = taps(width, toWidth);
      for (int y = 0; y < height; y++) {
        taps.apply(pixels, y * width, 1, narrowed, y * toWidth, 1);
      }
    }
    if (toHeight == height) {
      return narrowed;
    }
    int[] resized = new int[toWidth * toHeight];
    Taps taps = taps(height, toHeight);
    for (int x = 0; x < toWidth; x++) {
      taps.apply(narrowed, x, toWidth, resized, x, toWidth);
    }
    return resized;
  }

  private Taps taps(int from, int to) {
    double scale = (double) from / to;
    double widened = Math.max(1, scale);
    double reach = support * widened;
    int[] first = new int[to];
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      int low = Math.max(0, (int) (center - reach + 0.5));
      int high = Math.min(from, (int) (center + reach + 0.5));
      double[] exact = new double[high - low];
      double sum = 0;
      for (int j = 0; j < exact.length; j++) {
        exact[j] = weight((j + low - center + 0.5) * (1 / widened));
        sum += exact[j];
      }
      int[] fixed = new int[exact.length];
      for (int j = 0; j < exact.length; j++) {
        double share = sum == 0 ? exact[j] : exact[j] / sum;
        fixed[j] = (int) (share * (1 << PLACES) + (share < 0 ? -0.5 : 0.5));
      }
      first[i] = low;
      weights[i] = fixed;
    }
    return new Taps(first, weights);
  }

  /** Output i is the weighted sum of inputs first[i], first[i] + 1, ... */
  private record Taps(int[] first, int[][] weights) {
    void apply(int[] in, int inStart, int inStep, int[] out, int outStart, int outStep) {
      for (int i = 0; i < first.length; i++) {
        int sum = 1 << (PLACES - 1);
        int at = inStart + first[i] * inStep;
        for (int weight : weights[i]) {
          sum += weight * in[at];
          at += inStep;
        }
        out[outStart + i * outStep] = Math.max(0, Math.min(255, sum >> PLACES));
      }
    }
  }
}
