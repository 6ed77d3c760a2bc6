package org.juxta.dicom.study.registration;

import java.util.Arrays;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.study.volume.CoarseVolume;

/**
 * The prior volume looked up at the places to which a map takes the current one's landmarks.
 *
 * <p>Values are compared after the gain and offset that fit best, so that the measure is that of
 * normalised cross-correlation; each difference is weighted down the less likely it is (iteratively
 * reweighted least squares), so that what has changed in the patient does not pull.
 */
final class Match {
  /** Huber's and Tukey's constants for 95 % efficiency, in standard deviations. */
  private static final double HUBER = 1.345;

  private static final double TUKEY = 4.685;

  /** Noise that is always there, HU. */
  private static final double LEAST_SCALE = 15;

  private final Landmarks landmarks;
  private final CoarseVolume prior;
  private final double[] toVoxel;

  /** For each landmark: valid, value and gradient (per mm) in the prior, place in the prior. */
  private final boolean[] valid;

  private final float[] values;
  private final float[] gradients;
  private final double[] places;
  private final float[] weights;
  private int overlapping;
  private double gain = 1;
  private double offset;

  Match(Landmarks landmarks, CoarseVolume prior) {
    this.landmarks = landmarks;
    this.prior = prior;
    this.toVoxel = prior.geometry().toVoxel().matrix();
    int n = landmarks.count();
    valid = new boolean[n];
    values = new float[n];
    gradients = new float[3 * n];
    places = new double[3 * n];
    weights = new float[n];
  }

  /** Looks the prior up under a map. */
  void look(Affine currentToPrior) {
    double[] t = currentToPrior.matrix();
    double[] p = landmarks.positions();
    double[] sampled = new double[4];
    overlapping = 0;
    for (int i = 0; i < landmarks.count(); i++) {
      double x = p[3 * i];
      double y = p[3 * i + 1];
      double z = p[3 * i + 2];
      double px = t[0] * x + t[1] * y + t[2] * z + t[3];
      double py = t[4] * x + t[5] * y + t[6] * z + t[7];
      double pz = t[8] * x + t[9] * y + t[10] * z + t[11];
      double[] m = toVoxel;
      valid[i] =
          prior.sample(
              m[0] * px + m[1] * py + m[2] * pz + m[3],
              m[4] * px + m[5] * py + m[6] * pz + m[7],
              m[8] * px + m[9] * py + m[10] * pz + m[11],
              sampled);
      if (valid[i]) {
        overlapping++;
        places[3 * i] = px;
        places[3 * i + 1] = py;
        places[3 * i + 2] = pz;
        values[i] = (float) sampled[0];
        gradients[3 * i] = (float) (m[0] * sampled[1] + m[4] * sampled[2] + m[8] * sampled[3]);
        gradients[3 * i + 1] = (float) (m[1] * sampled[1] + m[5] * sampled[2] + m[9] * sampled[3]);
        gradients[3 * i + 2] = (float) (m[2] * sampled[1] + m[6] * sampled[2] + m[10] * sampled[3]);
        weights[i] = 1;
      }
    }
    fit();
  }

  /**
   * Weighs differences.
   *
   * @param redescending whether large differences count for nothing, which is right near the end
   */
  void weigh(boolean redescending) {
    float[] sizes = new float[overlapping];
    int n = 0;
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        sizes[n++] = (float) Math.abs(difference(i));
      }
    }
    Arrays.sort(sizes);
    double scale = n == 0 ? 1 : Math.max(LEAST_SCALE, 1.4826 * sizes[n / 2]);
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        double r = Math.abs(difference(i)) / scale;
        double share = Math.max(0, 1 - r * r / (TUKEY * TUKEY));
        weights[i] = (float) (redescending ? share * share : Math.min(1, HUBER / r));
      }
    }
    fit();
  }

  /** Gain and offset by weighted regression of the current values on the prior ones. */
  private void fit() {
    Moments m = moments();
    if (m.priorVariance() > 0) {
      gain = m.covariance() / m.priorVariance();
      offset = m.currentMean() - gain * m.priorMean();
    }
  }

  /** Normalised cross-correlation of the values where the volumes overlap. */
  double correlation() {
    Moments m = moments();
    double norm = Math.sqrt(m.priorVariance() * m.currentVariance());
    return norm > 0 ? m.covariance() / norm : 0;
  }

  private record Moments(
      double priorMean,
      double currentMean,
      double priorVariance,
      double currentVariance,
      double covariance) {}

  private Moments moments() {
    double sum = 0;
    double p = 0;
    double c = 0;
    double pp = 0;
    double cc = 0;
    double pc = 0;
    for (int i = 0; i < valid.length; i++) {
      if (valid[i]) {
        double w = weights[i];
        double a = values[i];
        double b = landmarks.values()[i];
        sum += w;
        p += w * a;
        c += w * b;
        pp += w * a * a;
        cc += w * b * b;
        pc += w * a * b;
      }
    }
    if (sum == 0) {
      return new Moments(0, 0, 0, 0, 0);
    }
    p /= sum;
    c /= sum;
    return new Moments(p, c, pp / sum - p * p, cc / sum - c * c, pc / sum - p * c);
  }

  /** Share of the landmarks that the prior shows, too. */
  double overlap() {
    return landmarks.count() == 0 ? 0 : (double) overlapping / landmarks.count();
  }

  /** Whether there are more landmarks than this number. */
  boolean has(int landmark) {
    return landmark < valid.length;
  }

  boolean isValid(int landmark) {
    return valid[landmark];
  }

  double weight(int landmark) {
    return weights[landmark];
  }

  /** By how much the prior is brighter than the current volume at a landmark. */
  double difference(int landmark) {
    return gain * values[landmark] + offset - landmarks.values()[landmark];
  }

  /** Change of {@link #difference} for each mm along an axis. */
  double slope(int landmark, int axis) {
    return gain * gradients[3 * landmark + axis];
  }

  /** Where a landmark lies in the prior's patient coordinates. */
  double place(int landmark, int axis) {
    return places[3 * landmark + axis];
  }
}
