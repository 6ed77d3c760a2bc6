package org.juxta.inference.lvlm;

import java.time.Duration;
import java.util.List;

/**
 * How an answer in words is made.
 *
 * @param maxTokens bound on its length in tokens, at least 1
 * @param temperature 0 for the most likely token at each step, else the divisor of the logits
 * @param topP draw from the fewest tokens that have this probability together, 0 to 1; 1 for all
 * @param seed of the draws: the same question with the same seed has the same answer
 * @param stops texts that end the answer when they come up in it, themselves left out
 * @param deadline longest time that the answer may take
 */
public record AnswerOptions(
    int maxTokens,
    double temperature,
    double topP,
    long seed,
    List<String> stops,
    Duration deadline) {
  private static final Duration LONG = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public AnswerOptions {
    stops = List.copyOf(stops);
    if (maxTokens < 1 || !(temperature >= 0) || !(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "an answer of "
              + maxTokens
              + " tokens at temperature "
              + temperature
              + " and top-p "
              + topP);
    }
    if (stops.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("an empty text to stop at");
    }
  }

  /** The most likely token at each step. */
  public static AnswerOptions greedy(int maxTokens) {
    return new AnswerOptions(maxTokens, 0, 1, 0, List.of(), LONG);
  }
}
