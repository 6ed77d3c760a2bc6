package org.juxta.inference.lvlm.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final float[] LOGITS = {
    (float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.25), (float) Math.log(0.05)
  };

  private static int[] drawn(double temperature, double topP, long seed, int times) {
    Sampler sampler = new Sampler(temperature, topP, seed);
    int[] counts = new int[LOGITS.length];
    for (int i = 0; i < times; i++) {
      counts[sampler.next(LOGITS)]++;
    }
    return counts;
  }

  @Test
  void withoutTemperatureTheMostLikelyTokenIsTaken() {
    assertThat(drawn(0, 1, 1, 10)).containsExactly(0, 10, 0, 0);
  }

  @Test
  void tokensComeAsOftenAsTheyAreLikely() {
    int[] counts = drawn(1, 1, 1, 20_000);
    assertThat(counts[0] / 20_000.0).isBetween(0.09, 0.11);
    assertThat(counts[1] / 20_000.0).isBetween(0.58, 0.62);
    assertThat(counts[3] / 20_000.0).isBetween(0.04, 0.06);
  }

  @Test
  void aLowTemperatureFavoursTheLikelyOnes() {
    // 0.6 ^ 2 / (0.6 ^ 2 + 0.25 ^ 2 + 0.1 ^ 2 + 0.05 ^ 2) = 0.828
    assertThat(drawn(0.5, 1, 1, 20_000)[1] / 20_000.0).isBetween(0.81, 0.845);
  }

  @Test
  void topPKeepsTheFewestTokensThatReachIt() {
    assertThat(drawn(1, 0.6, 1, 1000)).containsExactly(0, 1000, 0, 0);
    int[] two = drawn(1, 0.61, 1, 1000);
    assertThat(two[0] + two[3]).isZero();
    assertThat(two[2]).isPositive();
  }

  @Test
  void theSameSeedDrawsTheSameTokens() {
    assertThat(drawn(1, 1, 7, 50)).isEqualTo(drawn(1, 1, 7, 50)).isNotEqualTo(drawn(1, 1, 8, 50));
  }
}
