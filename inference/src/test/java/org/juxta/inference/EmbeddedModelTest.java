package org.juxta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.juxta.inference.benchmark.ReadingBenchmark;
import org.juxta.inference.reading.ProtocolReader;
import org.juxta.inference.reading.Reader;

/** The checkpoint in the jar, on patients it was not tuned on. */
class EmbeddedModelTest {
  private static final int CASES = 60;
  private static final long UNSEEN = 500_000;

  @Test
  void itReadsUnseenPatientsFarBetterThanAnyConstantAnswerAndOnlyByLooking() {
    Map<String, Double> figures;
    try (Reader reader = new ProtocolReader(Models.load(Models.EMBEDDED))) {
      figures = new ReadingBenchmark(reader).run(CASES, UNSEEN, done -> {});
    }
    double constant = figure(figures, "change.constant");
    assertThat(figure(figures, "change.accuracy")).isGreaterThanOrEqualTo(constant + 0.40);
    assertThat(figure(figures, "box.mean_iou")).isGreaterThanOrEqualTo(0.5);
    for (String without : new String[] {"blank", "shuffled"}) {
      assertThat(figure(figures, without + ".change_accuracy"))
          .as(without)
          .isLessThanOrEqualTo(constant + 0.05);
      assertThat(figure(figures, without + ".box_mean_iou")).as(without).isLessThan(0.25);
    }
  }

  private static double figure(Map<String, Double> figures, String key) {
    return Objects.requireNonNull(figures.get(key), key);
  }
}
