package org.juxta.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.juxta.inference.benchmark.Truth.answer;
import static org.juxta.inference.benchmark.Truth.patient;
import static org.juxta.inference.benchmark.Truth.radiograph;
import static org.juxta.inference.benchmark.Truth.reading;
import static org.juxta.inference.reading.FindingType.CARDIOMEGALY;
import static org.juxta.inference.reading.FindingType.NODULE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.Change;

class ScoresTest {
  private static final Box TRUE_BOX = new Box(0, 0, 4, 4);
  private static final Box HALF = new Box(0, 0, 4, 2);
  private static final Box QUARTER = new Box(0, 0, 2, 2);

  private final Scores scores = new Scores();

  /** Three patients: nodule new, new, absent; cardiomegaly stable, absent, absent. */
  private void addThreePatients() {
    scores.add(
        patient(Map.of(NODULE, Change.NEW, CARDIOMEGALY, Change.STABLE)),
        radiograph(Map.of(NODULE, TRUE_BOX, CARDIOMEGALY, TRUE_BOX)),
        reading(
            Map.of(
                NODULE, answer(NODULE, Change.NEW, 0.9, HALF),
                CARDIOMEGALY, answer(CARDIOMEGALY, Change.WORSENED, 0.8, QUARTER))));
    scores.add(
        patient(Map.of(NODULE, Change.NEW)),
        radiograph(Map.of(NODULE, TRUE_BOX)),
        reading(Map.of()));
    scores.add(
        patient(Map.of()),
        radiograph(Map.of()),
        reading(Map.of(NODULE, answer(NODULE, Change.RESOLVED, 0.3, null))));
  }

  @Test
  void changeAccuracyCountsEveryFindingOfEveryPatient() {
    addThreePatients();
    // Wrong: cardiomegaly of the first, nodule of the second and of the third.
    assertThat(scores.changeAccuracy()).isCloseTo(12 / 15.0, within(1e-12));
  }

  @Test
  void theConstantAnswerIsTheMostFrequentOneOfEachFinding() {
    addThreePatients();
    // Nodule: new, 2 of 3. Cardiomegaly: absent, 2 of 3. The other three: absent, 3 of 3.
    assertThat(scores.constantChangeAccuracy()).isCloseTo(13 / 15.0, within(1e-12));
  }

  @Test
  void presenceAloneScoresTheMostFrequentChangeBehindEachAnswer() {
    addThreePatients();
    // Nodule: new behind present; new or absent behind absent, one of two. The heart: both right.
    assertThat(scores.presenceChangeAccuracy()).isCloseTo((1 + 1 + 3 + 9) / 15.0, within(1e-12));
  }

  @Test
  void overlapIsMeantOverWhatIsThereAndAMissedFindingCountsZero() {
    addThreePatients();
    assertThat(scores.meanIou()).isCloseTo((0.5 + 0.25 + 0) / 3, within(1e-12));
  }

  @Test
  void aBoxHitsFromAnOverlapOfOneHalf() {
    addThreePatients();
    // Nodule: one hit of two objects. Cardiomegaly: no hit of one. The others have no objects.
    assertThat(scores.meanAveragePrecision()).isCloseTo((0.5 + 0) / 2, within(1e-12));
  }

  @Test
  void aBoxWhereNothingIsCostsPrecision() {
    scores.add(
        patient(Map.of()),
        radiograph(Map.of()),
        reading(Map.of(NODULE, answer(NODULE, Change.NEW, 0.95, HALF))));
    addThreePatients();
    assertThat(scores.meanAveragePrecision()).isCloseTo((0.25 + 0) / 2, within(1e-12));
  }

  @Test
  void presenceIsRankedFindingByFinding() {
    addThreePatients();
    // Nodule: positives .9 and .1 against the negative .3.
    assertThat(scores.auroc()).containsEntry(NODULE, 0.5).containsEntry(CARDIOMEGALY, 1.0);
  }

  @Test
  void aSwappedPairIsFlippedWhenItsAnswerIsTheMirrorOfAChange() {
    SwapScore swaps = new SwapScore();
    for (Change[] pair :
        new Change[][] {
          {Change.NEW, Change.RESOLVED},
          {Change.WORSENED, Change.IMPROVED},
          {Change.IMPROVED, Change.WORSENED},
          {Change.RESOLVED, Change.NEW},
          {Change.NEW, Change.NEW},
          {Change.STABLE, Change.STABLE},
          {null, null},
          {Change.NEW, null},
        }) {
      swaps.add(
          patient(Map.of(NODULE, Change.NEW, CARDIOMEGALY, Change.STABLE)),
          reading(
              Map.of(
                  NODULE, answer(NODULE, pair[0], 0.5, null),
                  CARDIOMEGALY, answer(CARDIOMEGALY, Change.NEW, 0.5, null))),
          reading(
              Map.of(
                  NODULE, answer(NODULE, pair[1], 0.5, null),
                  CARDIOMEGALY, answer(CARDIOMEGALY, Change.RESOLVED, 0.5, null))));
    }
    assertThat(swaps.flipped()).isEqualTo(4 / 8.0);
  }
}
