package org.juxta.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.Reader;

class ReadingBenchmarkTest {

  @Test
  void aReaderThatAlwaysAnswersAbsentScoresTheSameWhateverItIsShown() {
    Reader reader = mock(Reader.class);
    when(reader.read(any(), any())).thenReturn(Truth.reading(Map.of()));
    List<Long> progress = new ArrayList<>();
    Map<String, Double> figures = new ReadingBenchmark(reader).run(3, 40, progress::add);
    double absent = 0;
    for (long seed = 40; seed < 43; seed++) {
      SimulatedPatient patient = new PatientSimulator().simulate(seed);
      absent += patient.histories().values().stream().filter(h -> h.change() == null).count();
    }
    double accuracy = absent / (3 * FindingType.values().length);
    for (String key :
        List.of("change.accuracy", "blank.change_accuracy", "shuffled.change_accuracy")) {
      assertThat(figures.get(key)).as(key).isCloseTo(accuracy, within(1e-12));
    }
    assertThat(figures.get("change.constant")).isGreaterThanOrEqualTo(accuracy);
    assertThat(figures.get("box.mean_iou")).isZero();
    assertThat(figures.get("swap.flipped")).isZero();
    assertThat(figures).containsEntry("cases", 3.0).containsEntry("seed", 40.0);
    assertThat(figures.keySet())
        .contains("presence.auroc.nodule", "presence.auroc.pleural_effusion", "box.map50");
    assertThat(progress).containsExactly(1L, 2L, 3L);
  }

  @Test
  void oneCaseIsTooFewToShowAnothersImages() {
    assertThatThrownBy(() -> new ReadingBenchmark(mock(Reader.class)).run(1, 0, done -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cases, 2 are needed");
  }
}
