package org.juxta.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** One right answer in four. */
  private static final List<Integer> CASES =
      IntStream.range(0, 400).mapToObj(i -> i % 4 == 0 ? 1 : 0).toList();

  @Test
  void theIntervalOfAShareIsThatOfTheNormalApproximation() {
    Bootstrap.Interval interval =
        Objects.requireNonNull(
            Bootstrap.intervals(CASES, cases -> Map.of("share", share(cases))).get("share"));
    double width = 1.96 * Math.sqrt(0.25 * 0.75 / 400);
    assertThat(interval.low()).isEqualTo(0.25 - width, within(0.01));
    assertThat(interval.high()).isEqualTo(0.25 + width, within(0.01));
  }

  @Test
  void aFigureThatNeverExistsHasNoInterval() {
    assertThat(Bootstrap.intervals(CASES, cases -> Map.of("area", Double.NaN))).isEmpty();
  }

  private static double share(List<Integer> cases) {
    return cases.stream().mapToInt(i -> i).average().orElseThrow();
  }
}
