package org.juxta.inference.phantom;

import java.util.Optional;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/** The bounds of a finding's own projection: where rays run through enough of it. */
final class FindingBox {
  /** Smallest box side in pixels. */
  private static final double SMALLEST = 3;

  private FindingBox() {}

  /** Share of the longest way through the finding below which its shadow fades out. */
  private static double threshold(FindingType type) {
    return switch (type) {
      case NODULE -> 0.12;
      case CONSOLIDATION -> 0.15;
      case PLEURAL_EFFUSION -> 0.12;
      case PNEUMOTHORAX -> 0.3;
      case CARDIOMEGALY -> 0.10;
    };
  }

  /** The box in pixels, or none when no part of the finding is in the field. */
  static Optional<Box> of(FindingType type, Shadow shadow) {
    float[] length = shadow.length(type.ordinal());
    int size = shadow.size();
    float peak = 0;
    for (float l : length) {
      peak = Math.max(peak, l);
    }
    if (peak == 0) {
      return Optional.empty();
    }
    float limit = (float) (threshold(type) * peak);
    int x0 = size;
    int y0 = size;
    int x1 = -1;
    int y1 = -1;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        if (length[row * size + column] >= limit) {
          x0 = Math.min(x0, column);
          x1 = Math.max(x1, column);
          y0 = Math.min(y0, row);
          y1 = row;
        }
      }
    }
    double[] x = atLeast(x0, x1 + 1, size);
    double[] y = atLeast(y0, y1 + 1, size);
    return Optional.of(new Box(x[0], y[0], x[1], y[1]));
  }

  private static double[] atLeast(double low, double high, int size) {
    double missing = Math.max(0, SMALLEST - (high - low)) / 2;
    double from = Math.max(0, Math.min(size - SMALLEST, low - missing));
    return new double[] {from, Math.min(size, Math.max(high + missing, from + SMALLEST))};
  }
}
