package org.juxta.inference.lvlm.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the next token: the most likely one, or by temperature and top-p (arXiv 1904.09751). */
public final class Sampler {
  private final double temperature;
  private final double topP;
  private final SplittableRandom random;

  /**
   * @param temperature 0 for the most likely token
   * @param topP probability of the tokens that are drawn from, 1 for all
   */
  public Sampler(double temperature, double topP, long seed) {
    this.temperature = temperature;
    this.topP = topP;
    this.random = new SplittableRandom(seed);
  }

  /** The token after these logits; of equally likely ones the first. */
  public int next(float[] logits) {
    int best = best(logits);
    if (temperature == 0) {
      return best;
    }
    double[] weights = new double[logits.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((logits[i] - (double) logits[best]) / temperature);
    }
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(weights).sum();
    double kept = 0;
    int count = 0;
    while (count < order.length && (count == 0 || kept < topP * all)) {
      kept += weights[order[count++]];
    }
    double drawn = random.nextDouble() * kept;
    for (int i = 0; i < count; i++) {
      drawn -= weights[order[i]];
      if (drawn < 0) {
        return order[i];
      }
    }
    return order[count - 1];
  }

  /** The most likely token. */
  public static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
