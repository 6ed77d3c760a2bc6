package org.juxta.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.juxta.inference.benchmark.Ranking.Scored;

class RankingTest {

  private static List<Scored> cases(Object... scoresAndTruth) {
    List<Scored> cases = new ArrayList<>();
    for (int i = 0; i < scoresAndTruth.length; i += 2) {
      cases.add(new Scored((Double) scoresAndTruth[i], (Boolean) scoresAndTruth[i + 1]));
    }
    return cases;
  }

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    // Positives .9 and .4 against negatives .5, .3 and .1: 3 + 2 of 6 pairs.
    assertThat(Ranking.auroc(cases(0.9, true, 0.5, false, 0.4, true, 0.3, false, 0.1, false)))
        .isCloseTo(5 / 6.0, within(1e-12));
    assertThat(Ranking.auroc(cases(0.1, true, 0.2, false))).isZero();
    assertThat(Ranking.auroc(cases(0.2, true, 0.1, false))).isEqualTo(1);
  }

  @Test
  void tiesCountHalf() {
    assertThat(Ranking.auroc(cases(0.5, true, 0.5, false, 0.5, false))).isEqualTo(0.5);
    // (.7, .5) against (.5, .2): 1 + 1 + 1/2 + 1 of 4.
    assertThat(Ranking.auroc(cases(0.5, false, 0.7, true, 0.2, false, 0.5, true)))
        .isEqualTo(3.5 / 4);
  }

  @Test
  void theAreaIsThatOfAllPairsCounted() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      List<Scored> cases = new ArrayList<>(cases(0.5, true, 0.5, false));
      for (int i = 0; i < 30; i++) {
        cases.add(new Scored(random.nextInt(8) / 8.0, random.nextBoolean()));
      }
      double pairs = 0;
      double right = 0;
      for (Scored positive : cases) {
        for (Scored negative : cases) {
          if (positive.right() && !negative.right()) {
            pairs++;
            right += (Math.signum(positive.score() - negative.score()) + 1) / 2;
          }
        }
      }
      assertThat(Ranking.auroc(cases)).isCloseTo(right / pairs, within(1e-12));
    }
  }

  @Test
  void onlyPositivesHaveNoArea() {
    assertThat(Ranking.auroc(cases(0.5, true, 0.7, true))).isNaN();
    assertThat(Ranking.auroc(List.of())).isNaN();
  }

  @Test
  void averagePrecisionIsTheAreaUnderTheMonotoneCurve() {
    // Hit, miss, hit, miss of 3 objects: precision 1 up to 1/3, 2/3 up to 2/3, then nothing.
    assertThat(Ranking.averagePrecision(cases(0.9, true, 0.8, false, 0.7, true, 0.6, false), 3))
        .isCloseTo(1 / 3.0 + 2 / 9.0, within(1e-12));
    // Miss, hit, hit: the best precision from there on, 2/3, holds for both hits.
    assertThat(Ranking.averagePrecision(cases(0.9, false, 0.8, true, 0.7, true), 2))
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void averagePrecisionOfEverythingFoundIsOneAndOfNothingZero() {
    List<Scored> shuffled = new ArrayList<>(cases(0.9, true, 0.8, true, 0.1, false));
    Collections.reverse(shuffled);
    assertThat(Ranking.averagePrecision(shuffled, 2)).isEqualTo(1);
    assertThat(Ranking.averagePrecision(List.of(), 2)).isZero();
    assertThat(Ranking.averagePrecision(List.of(), 0)).isNaN();
  }

  @Test
  void aScoreThatIsNoNumberHasNoPlaceInAnOrder() {
    assertThatThrownBy(() -> new Scored(Double.NaN, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
