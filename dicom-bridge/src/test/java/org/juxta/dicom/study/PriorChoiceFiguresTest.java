package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The figures of BENCHMARKS.md, rounded down: a change of tables or rules that costs them fails.
 */
class PriorChoiceFiguresTest {
  private final PriorChoiceFigures figures = new PriorChoiceFigures();

  @Test
  void whatStudiesSayOfThemselvesIsUnderstood() {
    PriorChoiceFigures.Pairs pairs = figures.pairs(Tags.RIGHT, Tags.RIGHT);

    assertThat(pairs.sensitivity()).isGreaterThan(0.83);
    assertThat(pairs.specificity()).isGreaterThan(0.995);
  }

  @Test
  void descriptionsAloneAreUnderstoodToo() {
    PriorChoiceFigures.Pairs seen = figures.pairs(Tags.NO_BODY_PART, Tags.NO_BODY_PART);
    PriorChoiceFigures.Pairs unseen =
        figures.pairs(Tags.NO_BODY_PART_UNSEEN, Tags.NO_BODY_PART_UNSEEN);

    assertThat(seen.sensitivity()).isGreaterThan(0.8);
    assertThat(seen.specificity()).isGreaterThan(0.995);
    assertThat(unseen.sensitivity()).isGreaterThan(0.5);
    assertThat(unseen.specificity()).isGreaterThan(0.995);
  }

  @Test
  void theRankingFindsMoreWithFewerStudiesThanTheLastOnesOfAnyKind() {
    PriorChoiceFigures.Histories ranked = figures.histories(2, true);
    PriorChoiceFigures.Histories last = figures.histories(2, false);

    assertThat(ranked.hitRate()).isGreaterThan(0.67).isGreaterThan(last.hitRate());
    assertThat(ranked.fetched()).isLessThan(last.fetched());
  }
}
