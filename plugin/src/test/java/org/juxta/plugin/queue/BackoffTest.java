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
  void jitterShortensByAFifthAtMost() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0.999999999);
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(100)).isEqualTo(Duration.ofMinutes(4));
  }
}
