package org.juxta.inference.lvlm.image;

import org.juxta.inference.lvlm.ImageInput;

/**
 * Resizes to the model's square and normalises: {@code (luminance - mean) / deviation}.
 *
 * <p>Resampling is a triangle filter widened by the reduction (what Pillow calls BILINEAR with
 * antialiasing), so that a large image is averaged and not picked at.
 *
 * @param size edge of the square in pixels
 * @param mean subtracted from the luminance of 0 to 1
 * @param deviation divides the difference; padding counts as black
 */
public record ImageProcessor(int size, double mean, double deviation) {

  /** The pixels that the model takes: size times size values, row by row. */
  public float[] process(ImageInput image) {
    SquarePlacement placement = new SquarePlacement(image.width(), image.height(), size);
    Axis columns = Axis.of(image.width(), size, placement.scale(), placement.offsetX());
    Axis rows = Axis.of(image.height(), size, placement.scale(), placement.offsetY());
    float[] narrowed = new float[image.height() * size];
    for (int y = 0; y < image.height(); y++) {
      columns.apply(image.luminance(), y * image.width(), 1, narrowed, y * size, 1);
    }
    float[] square = new float[size * size];
    for (int x = 0; x < size; x++) {
      rows.apply(narrowed, x, size, square, x, size);
    }
    for (int i = 0; i < square.length; i++) {
      square[i] = (float) ((square[i] - mean) / deviation);
    }
    return square;
  }

  /** Weights of one axis: output i is the weighted sum of inputs first[i], first[i] + 1, ... */
  private record Axis(int[] first, float[][] weights) {

    static Axis of(int from, int to, double scale, double offset) {
      int[] first = new int[to];
      float[][] weights = new float[to][];
      double support = Math.max(1, 1 / scale);
      for (int i = 0; i < to; i++) {
        double center = (i + 0.5 - offset) / scale;
        if (center < 0 || center > from) {
          weights[i] = new float[0];
          continue;
        }
        int low = Math.max(0, (int) Math.ceil(center - support - 0.5));
        int high = Math.min(from - 1, (int) Math.floor(center + support - 0.5));
        float[] w = new float[high - low + 1];
        double sum = 0;
        for (int j = low; j <= high; j++) {
          double weight = Math.max(0, 1 - Math.abs(j + 0.5 - center) / support);
          w[j - low] = (float) weight;
          sum += weight;
        }
        for (int j = 0; j < w.length; j++) {
          w[j] = (float) (w[j] / sum);
        }
        first[i] = low;
        weights[i] = w;
      }
      return new Axis(first, weights);
    }

    void apply(float[] in, int inStart, int inStep, float[] out, int outStart, int outStep) {
      for (int i = 0; i < first.length; i++) {
        float[] w = weights[i];
        float sum = 0;
        int at = inStart + first[i] * inStep;
        for (float weight : w) {
          sum += weight * in[at];
          at += inStep;
        }
        out[outStart + i * outStep] = sum;
      }
    }
  }
}
