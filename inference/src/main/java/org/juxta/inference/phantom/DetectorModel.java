package org.juxta.inference.phantom;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From line integrals to the 12-bit values that a radiography system exports for presentation:
 * scatter, blur, quantum noise, logarithm, dynamic range compression, automatic exposure, display
 * curve.
 *
 * <p>Noise is per mm2 of detector and independent between pixels, so an image averaged down has the
 * statistics of one rendered small. It follows from a key, the pixel and nothing else. Not safe for
 * use by several threads.
 */
final class DetectorModel {
  /** Largest pixel value. */
  static final int MAXIMUM = 4095;

  /** Scatter over primary behind an anti-scatter grid, mean over the field. */
  private static final float SCATTER_TO_PRIMARY = 0.35f;

  /** Width of the scattered veil, standard deviation, mm. */
  private static final double SCATTER_SPREAD = 45;

  /** Above this a pixel sees the beam beside the patient, where nothing scatters. */
  private static final float UNATTENUATED = 0.2f;

  /** Share of the slow part of the image that processing takes away, as chest systems do. */
  private static final float COMPRESSION = 0.48f;

  /** What is slow, standard deviation, mm. */
  private static final double COMPRESSION_SPREAD = 38;

  /** Where the display curve puts lung and mediastinum, fractions of full scale. */
  private static final double LUNG_LEVEL = 0.28;

  private static final double MEDIASTINUM_LEVEL = 0.78;

  /** Fractions of the chest's area that are darker: where lung and mediastinum are taken. */
  private static final double LUNG_QUANTILE = 0.18;

  private static final double MEDIASTINUM_QUANTILE = 0.86;

  /** Part of the field, from its middle, that exposure is judged on. */
  private static final double JUDGED = 0.62;

  private static final int BINS = 1024;
  private static final double BIN_WIDTH = 0.01;

  /** Lowest optical density the tables cover: compression takes some below zero. */
  private static final double LOWEST = -3;

  private static final int CURVE = 4096;

  private final CoarseField slow = new CoarseField();
  private final int[] histogram = new int[BINS];
  private final float[] curve = new float[CURVE];
  private float[] scratch = new float[0];

  /**
   * Overwrites the attenuation and returns pixel values.
   *
   * @param attenuation line integrals, row-major, size x size
   * @param noiseKey what the noise follows from; null for none
   */
  short[] expose(float[] attenuation, int size, Acquisition acquisition, @Nullable Long noiseKey) {
    int n = size * size;
    if (scratch.length < n) {
      scratch = new float[n];
    }
    double field = acquisition.field();
    double spacing = field / size;
    for (int i = 0; i < n; i++) {
      attenuation[i] = Exponentials.ofMinus(attenuation[i]);
    }
    slow.take(attenuation, size, UNATTENUATED, SCATTER_SPREAD / field);
    slow.addTo(attenuation, size, SCATTER_TO_PRIMARY);
    GaussianBlur.apply(attenuation, scratch, size, acquisition.blur() / spacing);
    double relativeNoise = 1 / Math.sqrt(acquisition.quanta() * spacing * spacing);
    for (int i = 0; i < n; i++) {
      float signal = attenuation[i];
      double density = -Exponentials.ln(signal);
      if (noiseKey != null) {
        density += RandomStream.normal(noiseKey + i) * relativeNoise / Math.sqrt(signal);
      }
      attenuation[i] = (float) density;
    }
    slow.take(attenuation, size, Float.MAX_VALUE, COMPRESSION_SPREAD / field);
    slow.addTo(attenuation, size, -COMPRESSION);
    buildCurve(attenuation, size, acquisition);
    short[] pixels = new short[n];
    for (int i = 0; i < n; i++) {
      pixels[i] = display(attenuation[i]);
    }
    return pixels;
  }

  private short display(double density) {
    double at = (density - LOWEST) * (CURVE / (BINS * BIN_WIDTH));
    int index = (int) Math.max(0, Math.min(CURVE - 2, at));
    double f = Math.max(0, Math.min(1, at - index));
    return (short) Math.round(MAXIMUM * (curve[index] + f * (curve[index + 1] - curve[index])));
  }

  /** Tabulates a logistic curve through the two levels that exposure is judged by. */
  private void buildCurve(float[] density, int size, Acquisition acquisition) {
    int judged = judge(density, size);
    double lung = quantile(LUNG_QUANTILE * judged);
    double mediastinum = quantile(MEDIASTINUM_QUANTILE * judged);
    double low = logit(LUNG_LEVEL);
    double steepness = (logit(MEDIASTINUM_LEVEL) - low) / (mediastinum - lung);
    double middle = lung - low / steepness;
    double step = BINS * BIN_WIDTH / CURVE;
    double slope = steepness * acquisition.contrast();
    double shift = 4 * acquisition.brightness();
    for (int i = 0; i < CURVE; i++) {
      curve[i] = (float) (1 / (1 + Math.exp(-slope * (LOWEST + i * step - middle) - shift)));
    }
  }

  /** Counts densities in the middle of the field; returns how many. */
  private int judge(float[] density, int size) {
    Arrays.fill(histogram, 0);
    int margin = (int) ((1 - JUDGED) / 2 * size);
    for (int row = margin; row < size - margin; row++) {
      for (int column = margin; column < size - margin; column++) {
        int bin = (int) ((density[row * size + column] - LOWEST) / BIN_WIDTH);
        histogram[Math.max(0, Math.min(BINS - 1, bin))]++;
      }
    }
    int side = size - 2 * margin;
    return side * side;
  }

  private double quantile(double rank) {
    int below = 0;
    int bin = 0;
    while (below + histogram[bin] < rank) {
      below += histogram[bin++];
    }
    return LOWEST + (bin + (rank - below) / Math.max(1, histogram[bin])) * BIN_WIDTH;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
