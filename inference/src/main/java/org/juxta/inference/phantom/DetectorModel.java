package org.juxta.inference.phantom;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From line integrals to the 12-bit values that a radiography system exports for presentation:
 * scatter, blur, quantum noise, logarithm, automatic exposure, display curve.
 *
 * <p>Noise is per mm2 of detector and independent between pixels, so an image averaged down has the
 * statistics of one rendered small. It follows from a key, the pixel and nothing else. Not safe for
 * use by several threads.
 */
final class DetectorModel {
  /** Largest pixel value. */
  static final int MAXIMUM = 4095;

  /** Where the display curve puts lung and mediastinum, fractions of full scale. */
  private static final double LUNG_LEVEL = 0.24;

  private static final double MEDIASTINUM_LEVEL = 0.80;

  /** Fractions of the chest's area that are darker: where lung and mediastinum are taken. */
  private static final double LUNG_QUANTILE = 0.18;

  private static final double MEDIASTINUM_QUANTILE = 0.86;

  /** Part of the field, from its middle, that exposure is judged on. */
  private static final double JUDGED = 0.62;

  private static final int BINS = 1024;
  private static final double BIN_WIDTH = 0.01;
  private static final int CURVE = 4096;

  private final Scatter scatter = new Scatter();
  private final int[] histogram = new int[BINS];
  private final float[] curve = new float[CURVE];
  private float[] scratch = new float[0];

  /**
   * Overwrites the attenuation with exposure and returns pixel values.
   *
   * @param attenuation line integrals, row-major, size x size
   * @param noiseKey what the noise follows from; null for none
   */
  short[] expose(float[] attenuation, int size, Acquisition acquisition, @Nullable Long noiseKey) {
    int n = size * size;
    if (scratch.length < n) {
      scratch = new float[n];
    }
    double spacing = acquisition.field() / size;
    for (int i = 0; i < n; i++) {
      attenuation[i] = (float) Math.exp(-attenuation[i]);
    }
    scatter.addTo(attenuation, size, acquisition.field());
    GaussianBlur.apply(attenuation, scratch, size, acquisition.blur() / spacing);
    double quanta = acquisition.quanta() * spacing * spacing;
    buildCurve(attenuation, size, acquisition);
    short[] pixels = new short[n];
    for (int i = 0; i < n; i++) {
      double signal = attenuation[i];
      double density = -Math.log(signal);
      if (noiseKey != null) {
        density += normal(noiseKey + i) / Math.sqrt(signal * quanta);
      }
      pixels[i] = display(density);
    }
    return pixels;
  }

  private short display(double density) {
    double at = density * (CURVE / (BINS * BIN_WIDTH));
    int index = (int) Math.max(0, Math.min(CURVE - 2, at));
    double f = Math.max(0, Math.min(1, at - index));
    return (short) Math.round(MAXIMUM * (curve[index] + f * (curve[index + 1] - curve[index])));
  }

  /** Tabulates a logistic curve through the two levels that exposure is judged by. */
  private void buildCurve(float[] signal, int size, Acquisition acquisition) {
    double lung = quantile(signal, size, LUNG_QUANTILE);
    double mediastinum = quantile(signal, size, MEDIASTINUM_QUANTILE);
    double low = logit(LUNG_LEVEL);
    double steepness = (logit(MEDIASTINUM_LEVEL) - low) / (mediastinum - lung);
    double middle = lung - low / steepness;
    double step = BINS * BIN_WIDTH / CURVE;
    double slope = steepness * acquisition.contrast();
    double shift = 4 * acquisition.brightness();
    for (int i = 0; i < CURVE; i++) {
      curve[i] = (float) (1 / (1 + Math.exp(-slope * (i * step - middle) - shift)));
    }
  }

  private double quantile(float[] signal, int size, double fraction) {
    Arrays.fill(histogram, 0);
    int margin = (int) ((1 - JUDGED) / 2 * size);
    int total = 0;
    for (int row = margin; row < size - margin; row++) {
      for (int column = margin; column < size - margin; column++) {
        int bin = (int) (-Math.log(signal[row * size + column]) / BIN_WIDTH);
        histogram[Math.max(0, Math.min(BINS - 1, bin))]++;
        total++;
      }
    }
    int below = 0;
    int bin = 0;
    while (below + histogram[bin] < fraction * total) {
      below += histogram[bin++];
    }
    return (bin + (fraction * total - below) / Math.max(1, histogram[bin])) * BIN_WIDTH;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  /** Near enough normal: four uniform numbers (Irwin-Hall), mean 0, variance 1. */
  private static double normal(long counter) {
    long bits = RandomStream.mix(counter * 0x9E3779B97F4A7C15L);
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - 2 * 65535.0) / 65536 * Math.sqrt(3);
  }
}
