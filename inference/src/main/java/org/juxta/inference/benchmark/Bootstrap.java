package org.juxta.inference.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Intervals of figures by drawing the cases anew, with replacement (Efron's percentile interval).
 */
final class Bootstrap {
  private static final int SAMPLES = 400;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /** Bounds of a 95 % interval. */
  record Interval(double low, double high) {}

  /**
   * @param cases what was measured, one element for each patient
   * @param figures of some cases
   * @return for each figure its interval; samples in which it does not exist are left out, and a
   *     figure that exists in none has no interval
   */
  static <T> Map<String, Interval> intervals(
      List<T> cases, Function<List<T>, Map<String, Double>> figures) {
    SplittableRandom random = new SplittableRandom(cases.size());
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      int number = i;
      List<T> sample = new ArrayList<>();
      for (int k = 0; k < cases.size(); k++) {
        sample.add(cases.get(random.nextInt(cases.size())));
      }
      figures
          .apply(sample)
          .forEach(
              (key, value) ->
                  values.computeIfAbsent(key, unused -> new double[SAMPLES])[number] = value);
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    values.forEach(
        (key, drawn) -> {
          double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
          if (sorted.length > 0) {
            intervals.put(key, new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)));
          }
        });
    return intervals;
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
