package org.juxta.inference.lvlm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.ImageInput;

class ImageProcessorTest {

  private static ImageInput random(int width, int height) {
    Random random = new Random(31L * width + height);
    float[] luminance = new float[width * height];
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] = random.nextFloat();
    }
    return new ImageInput(width, height, luminance);
  }

  /** Every output pixel as the mean of all source pixels, weighted by a tent above its centre. */
  private static double[] slow(ImageInput image, int size) {
    double scale = (double) size / Math.max(image.width(), image.height());
    double left = (size - image.width() * scale) / 2;
    double top = (size - image.height() * scale) / 2;
    double reach = Math.max(1, 1 / scale);
    double[] out = new double[size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double x = (column + 0.5 - left) / scale;
        double y = (row + 0.5 - top) / scale;
        if (x < 0 || y < 0 || x > image.width() || y > image.height()) {
          continue;
        }
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < image.height(); j++) {
          for (int i = 0; i < image.width(); i++) {
            double weight =
                Math.max(0, 1 - Math.abs(i + 0.5 - x) / reach)
                    * Math.max(0, 1 - Math.abs(j + 0.5 - y) / reach);
            sum += weight * image.at(i, j);
            weights += weight;
          }
        }
        out[row * size + column] = sum / weights;
      }
    }
    return out;
  }

  @Property(tries = 120)
  void everySizeIsResizedAsByTheSlowControl(
      @ForAll @IntRange(min = 1, max = 41) int width,
      @ForAll @IntRange(min = 1, max = 41) int height,
      @ForAll @IntRange(min = 1, max = 24) int size) {
    ImageInput image = random(width, height);
    float[] fast = new ImageProcessor(size, 0.5, 0.25).process(image);
    double[] slow = slow(image, size);
    assertThat(fast).hasSize(slow.length);
    for (int i = 0; i < slow.length; i++) {
      assertThat((double) fast[i]).isCloseTo((slow[i] - 0.5) / 0.25, within(1e-5));
    }
  }

  @Test
  void anImageOfTheModelsSizeIsOnlyNormalised() {
    ImageInput image = random(16, 16);
    float[] out = new ImageProcessor(16, 0.5, 0.25).process(image);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isCloseTo((image.luminance()[i] - 0.5f) / 0.25f, within(1e-5f));
    }
  }

  @Property(tries = 60)
  void aConstantImageStaysConstantAndTheRestIsBlack(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @FloatRange(min = 0.01f, max = 1) float value) {
    float[] luminance = new float[width * height];
    Arrays.fill(luminance, value);
    int size = 20;
    float[] out = new ImageProcessor(size, 0, 1).process(new ImageInput(width, height, luminance));
    SquarePlacement placement = new SquarePlacement(width, height, size);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        boolean inside =
            Math.abs(column + 0.5 - size / 2.0) <= size / 2.0 - placement.offsetX()
                && Math.abs(row + 0.5 - size / 2.0) <= size / 2.0 - placement.offsetY();
        assertThat(out[row * size + column]).isCloseTo(inside ? value : 0, within(1e-5f));
      }
    }
  }

  @Test
  void aWideImageIsPaddedAboveAndBelowWithBlack() {
    float[] white = new float[40 * 20];
    Arrays.fill(white, 1);
    float[] out = new ImageProcessor(8, 0.5, 0.25).process(new ImageInput(40, 20, white));
    for (int row = 0; row < 8; row++) {
      float expected = row < 2 || row > 5 ? -2 : 2;
      assertThat(Arrays.copyOfRange(out, row * 8, row * 8 + 8)).containsOnly(expected);
    }
  }

  @Test
  void theOnlyPixelFillsTheSquare() {
    float[] out = new ImageProcessor(4, 0, 1).process(new ImageInput(1, 1, new float[] {0.5f}));
    assertThat(out).hasSize(16).containsOnly(0.5f);
  }

  @Test
  void aBrightSpotIsFoundWhereThePlacementSaysItIs() {
    float[] luminance = new float[90 * 61];
    luminance[40 * 90 + 70] = 1;
    float[] out = new ImageProcessor(30, 0, 1).process(new ImageInput(90, 61, luminance));
    int brightest = 0;
    for (int i = 0; i < out.length; i++) {
      brightest = out[i] > out[brightest] ? i : brightest;
    }
    SquarePlacement placement = new SquarePlacement(90, 61, 30);
    assertThat(brightest % 30).isEqualTo((int) (70.5 * placement.scale() + placement.offsetX()));
    assertThat(brightest / 30).isEqualTo((int) (40.5 * placement.scale() + placement.offsetY()));
  }
}
