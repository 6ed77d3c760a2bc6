package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DetectorModelTest {

  @Test
  void noiseIsPerAreaSoThatAveragingFourPixelsHalvesIt() {
    double fine = noise(averaged(noisy(512), 512), 256);
    double coarse = noise(noisy(256), 256);

    assertThat(coarse).isGreaterThan(0.5);
    assertThat(fine).isCloseTo(coarse, within(0.12 * coarse));
  }

  @Test
  void fewerQuantaGiveMoreNoise() {
    double normal = noise(expose(128, 1e5, 7L), 128);
    double poor = noise(expose(128, 1e4, 7L), 128);

    assertThat(poor / normal).isBetween(2.7, 3.7);
  }

  @Test
  void aDenserPathIsBrighterAndTheBeamBesideThePatientIsBlack() {
    int size = 128;
    float[] wedge = new float[size * size];
    for (int i = 0; i < wedge.length; i++) {
      wedge[i] = i % size < 16 ? 0 : 1 + 4f * (i % size) / size;
    }
    short[] pixels = new DetectorModel().expose(wedge, size, acquisition(1e6), null);

    int row = size / 2 * size;
    assertThat(pixels[row + 2]).isLessThan((short) 400);
    for (int column = 24; column + 8 < size; column += 8) {
      assertThat(pixels[row + column + 8]).isGreaterThan(pixels[row + column]);
    }
  }

  private static double[] noisy(int size) {
    return expose(size, 2e4, 99L);
  }

  /** A smooth ramp, exposed. */
  private static double[] expose(int size, double quanta, long key) {
    float[] ramp = new float[size * size];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 1 + 4f * (i % size + 0.5f) / size;
    }
    short[] clean = new DetectorModel().expose(ramp.clone(), size, acquisition(quanta), null);
    short[] noisy = new DetectorModel().expose(ramp, size, acquisition(quanta), key);
    double[] difference = new double[ramp.length];
    for (int i = 0; i < ramp.length; i++) {
      difference[i] = noisy[i] - clean[i];
    }
    return difference;
  }

  private static Acquisition acquisition(double quanta) {
    return new Acquisition(0, 0, 0, 0, 0, 400, 0, quanta, 0, 0, 1);
  }

  private static double[] averaged(double[] image, int size) {
    int half = size / 2;
    double[] out = new double[half * half];
    for (int i = 0; i < image.length; i++) {
      out[i / size / 2 * half + i % size / 2] += image[i] / 4;
    }
    return out;
  }

  private static double noise(double[] difference, int size) {
    double squares = 0;
    double sum = 0;
    int n = 0;
    for (int row = size / 4; row < 3 * size / 4; row++) {
      for (int column = size / 4; column < 3 * size / 4; column++) {
        double d = difference[row * size + column];
        squares += d * d;
        sum += d;
        n++;
      }
    }
    return Math.sqrt(squares / n - sum / n * sum / n);
  }
}
