package org.juxta.plugin.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Test
  void pausesDoubleUpToTheCeiling() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0);
    assertThat(backoff.after(1)).hasSeconds(5);
    assertThat(backoff.after(2)).hasSeconds(10);
    assertThat(backoff.after(6)).hasSeconds(160);
    assertThat(backoff.after(7)).hasSeconds(300);
    assertThat(backoff.after(1_000_000)).hasSeconds(300);
  }

  @Test
  void attemptsAreCountedUntilTheirPausesAddUpToAnAge() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0.5);
    // 5 + 10 + 20 + 40 + 80 + 160 s are 5 min 15 s, after that it is one in 5 minutes.
    assertThat(backoff.attemptsWithin(Duration.ZERO)).isEqualTo(1);
    assertThat(backoff.attemptsWithin(Duration.ofSeconds(5))).isEqualTo(2);
    assertThat(backoff.attemptsWithin(Duration.ofSeconds(6))).isEqualTo(3);
    assertThat(backoff.attemptsWithin(Duration.ofSeconds(315 + 3 * 300))).isEqualTo(10);
    assertThat(backoff.attemptsWithin(Duration.ofDays(7))).isEqualTo(7 + 2015);
  }

  @Test
  void jitterShortensByAFifthAtMost() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0.999999999);
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(100)).isEqualTo(Duration.ofMinutes(4));
  }
}
