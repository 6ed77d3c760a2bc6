package org.juxta.inference.lvlm.image;

import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;

/**
 * The image processors of published models: luminance becomes an 8-bit grey picture, is resized and
 * stands for red, green and blue, each normalised with its own mean and deviation.
 *
 * @param size edge of the model's square in pixels
 * @param mean of red, green and blue, on a scale of 0 to 1
 * @param deviation of red, green and blue
 * @param padding grey of the padding, 0 to 255, for {@link Framing#PAD}
 */
public record RgbImageProcessor(
    int size,
    Framing framing,
    ByteResampling resampling,
    double[] mean,
    double[] deviation,
    int[] padding) {
  private static final int CHANNELS = 3;

  /** The pixels that the model takes: three planes of size times size values, row by row. */
  public float[] process(ImageInput image) {
    int[] grey = grey(image);
    float[] pixels = new float[CHANNELS * size * size];
    int[] square = null;
    for (int channel = 0; channel < CHANNELS; channel++) {
      if (square == null || padding[channel] != padding[channel - 1]) {
        square = square(grey, image.width(), image.height(), padding[channel]);
      }
      float m = (float) mean[channel];
      float d = (float) deviation[channel];
      for (int i = 0; i < square.length; i++) {
        pixels[channel * square.length + i] = ((float) (square[i] * (1 / 255.0)) - m) / d;
      }
    }
    return pixels;
  }

  private static int[] grey(ImageInput image) {
    float[] luminance = image.luminance();
    int[] grey = new int[luminance.length];
    for (int i = 0; i < grey.length; i++) {
      if (!Float.isFinite(luminance[i])) {
        throw new InferenceException("an image has a pixel that is " + luminance[i]);
      }
      grey[i] = Math.max(0, Math.min(255, (int) Math.floor(luminance[i] * 255f + 0.5f)));
    }
    return grey;
  }

  private int[] square(int[] grey, int width, int height, int fill) {
    if (framing == Framing.PAD && width != height) {
      int edge = Math.max(width, height);
      int[] padded = new int[edge * edge];
      java.util.Arrays.fill(padded, fill);
      int left = (edge - width) / 2;
      int top = (edge - height) / 2;
      for (int y = 0; y < height; y++) {
        System.arraycopy(grey, y * width, padded, (y + top) * edge + left, width);
      }
      return resampling.resize(padded, edge, edge, size, size);
    }
    int w = framing.resized(width, height, size);
    int h = framing.resized(height, width, size);
    int[] resized = resampling.resize(grey, width, height, w, h);
    int left = (w - size) / 2;
    int top = (h - size) / 2;
    int[] square = new int[size * size];
    for (int y = 0; y < size; y++) {
      System.arraycopy(resized, (y + top) * w + left, square, y * size, size);
    }
    return square;
  }

  /** A box in pixels of the square, in pixels of the source. */
  public Box toSource(Box square, ImageInput source) {
    return framing.toSource(square, source.width(), source.height(), size);
  }
}
