package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void neighbouringSeedsAndPurposesGiveUnrelatedNumbers() {
    int n = 4000;
    double seeds = 0;
    double purposes = 0;
    for (int seed = 0; seed < n; seed++) {
      double x = RandomStream.of(seed, "a").unit() - 0.5;
      seeds += x * (RandomStream.of(seed + 1, "a").unit() - 0.5);
      purposes += x * (RandomStream.of(seed, "b").unit() - 0.5);
    }
    // A uniform number has variance 1/12; the mean product of unrelated ones has sd 1/(12 sqrt n).
    assertThat(seeds / n).isBetween(-4 / (12 * Math.sqrt(n)), 4 / (12 * Math.sqrt(n)));
    assertThat(purposes / n).isBetween(-4 / (12 * Math.sqrt(n)), 4 / (12 * Math.sqrt(n)));
  }

  @Test
  void aStreamIsTheSameOnEveryMachine() {
    RandomStream stream = RandomStream.of(42, "history nodule");
    assertThat(stream.bits()).isEqualTo(GOLDEN_FIRST);
    assertThat(stream.bits()).isEqualTo(GOLDEN_SECOND);
  }

  @Test
  void normalNumbersHaveTheirMeanAndStayWithinTwoDeviations() {
    RandomStream stream = RandomStream.of(3, "normal");
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double x = stream.normal(10, 2);
      assertThat(x).isBetween(6.0, 14.0);
      sum += x;
    }
    assertThat(sum / 10_000).isBetween(9.93, 10.07);
  }

  // Written down once: a change here changes every simulated patient.
  private static final long GOLDEN_FIRST = -2896120319250698451L;
  private static final long GOLDEN_SECOND = -9160773305754100022L;
}
