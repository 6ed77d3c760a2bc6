package org.juxta.inference.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Figures that follow from the order in which scores put cases. */
final class Ranking {
  /**
   * @param score higher means more certain
   * @param right whether the case is positive, or the detection a hit
   */
  record Scored(double score, boolean right) {

    /**
     * @throws IllegalArgumentException when the score is NaN: it has no place in an order
     */
    Scored {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score that is not a number");
      }
    }
  }

  private Ranking() {}

  /**
   * Area under the receiver operating characteristic: the chance that a positive case scores above
   * a negative one, ties counted half. NaN when there are only positives or only negatives.
   */
  static double auroc(List<Scored> cases) {
    List<Scored> sorted = new ArrayList<>(cases);
    sorted.sort(Comparator.comparingDouble(Scored::score));
    double rankSum = 0;
    long positives = 0;
    int i = 0;
    while (i < sorted.size()) {
      int j = i;
      while (j < sorted.size() && sorted.get(j).score() == sorted.get(i).score()) {
        j++;
      }
      double rank = (i + 1 + j) / 2.0;
      for (int k = i; k < j; k++) {
        if (sorted.get(k).right()) {
          rankSum += rank;
          positives++;
        }
      }
      i = j;
    }
    long negatives = sorted.size() - positives;
    return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  /**
   * Average precision: area under the precision-recall curve, precision made monotone (as PASCAL
   * VOC does since 2010).
   *
   * @param detections every box proposed, with whether it hit
   * @param objects how many there were to find; none of them gives NaN
   */
  static double averagePrecision(List<Scored> detections, int objects) {
    List<Scored> sorted = new ArrayList<>(detections);
    sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
    double[] precision = new double[sorted.size()];
    int hits = 0;
    for (int i = 0; i < precision.length; i++) {
      hits += sorted.get(i).right() ? 1 : 0;
      precision[i] = (double) hits / (i + 1);
    }
    double area = 0;
    double best = 0;
    for (int i = precision.length - 1; i >= 0; i--) {
      best = Math.max(best, precision[i]);
      area += sorted.get(i).right() ? best / objects : 0;
    }
    return objects == 0 ? Double.NaN : area;
  }
}
