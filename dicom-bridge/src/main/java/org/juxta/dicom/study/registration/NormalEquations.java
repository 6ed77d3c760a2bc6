package org.juxta.dicom.study.registration;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sums of a least squares problem with few unknowns, and its damped solution. */
final class NormalEquations {
  private final int unknowns;
  private final double[] matrix;
  private final double[] right;

  NormalEquations(int unknowns) {
    this.unknowns = unknowns;
    this.matrix = new double[unknowns * unknowns];
    this.right = new double[unknowns];
  }

  void clear() {
    Arrays.fill(matrix, 0);
    Arrays.fill(right, 0);
  }

  /** Adds one difference with its derivatives. */
  void add(double[] derivatives, double difference, double weight) {
    for (int i = 0; i < unknowns; i++) {
      double w = weight * derivatives[i];
      for (int j = 0; j <= i; j++) {
        matrix[i * unknowns + j] += w * derivatives[j];
      }
      right[i] -= w * difference;
    }
  }

  /**
   * The step that lessens the differences most.
   *
   * @param damping added to the diagonal, as a share of its mean: directions that nothing tells
   *     about stay where they are
   * @return null when nothing tells about any direction
   */
  double @Nullable [] solve(double damping) {
    double trace = 0;
    for (int i = 0; i < unknowns; i++) {
      trace += matrix[i * unknowns + i];
    }
    if (!(trace > 0)) {
      return null;
    }
    // Cholesky decomposition, then two triangular systems.
    double[] l = matrix.clone();
    for (int i = 0; i < unknowns; i++) {
      l[i * unknowns + i] += damping * trace / unknowns;
    }
    for (int i = 0; i < unknowns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = l[i * unknowns + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i * unknowns + k] * l[j * unknowns + k];
        }
        if (i == j && !(sum > 0)) {
          return null;
        }
        l[i * unknowns + j] = i == j ? Math.sqrt(sum) : sum / l[j * unknowns + j];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < unknowns; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i * unknowns + k] * x[k];
      }
      x[i] /= l[i * unknowns + i];
    }
    for (int i = unknowns - 1; i >= 0; i--) {
      for (int k = i + 1; k < unknowns; k++) {
        x[i] -= l[k * unknowns + i] * x[k];
      }
      x[i] /= l[i * unknowns + i];
    }
    return x;
  }
}
