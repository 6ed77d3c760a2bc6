package org.juxta.plugin.queue;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: doubling from the first to a ceiling, each shortened by up to a fifth at
 * random, so that jobs which failed together do not all come back together.
 *
 * @param first pause after the first failure
 * @param longest ceiling
 * @param random uniform numbers from 0 (included) to 1 (excluded)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after an attempt has failed.
   *
   * @param failures how many attempts have failed so far, 1 or more
   */
  public Duration after(int failures) {
    return Duration.ofMillis(
        Math.round(millisAfter(failures) * (1 - JITTER * random.getAsDouble())));
  }

  /**
   * How many attempts there are until the pauses between them, none shortened, add up to {@code
   * age}.
   */
  public int attemptsWithin(Duration age) {
    double left = age.toMillis();
    int failures = 1;
    while (left > 0 && millisAfter(failures) < longest.toMillis()) {
      left -= millisAfter(failures);
      failures++;
    }
    return left <= 0
        ? failures
        : (int) Math.min(Integer.MAX_VALUE, failures + Math.ceil(left / longest.toMillis()));
  }

  private double millisAfter(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    return Math.min(first.toMillis() * Math.pow(2, doublings), (double) longest.toMillis());
  }
}
