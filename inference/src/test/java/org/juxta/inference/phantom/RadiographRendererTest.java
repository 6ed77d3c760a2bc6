package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

class RadiographRendererTest {
  private final PatientSimulator simulator = new PatientSimulator();
  private final RadiographRenderer renderer = new RadiographRenderer();

  @Test
  void theSameSeedGivesTheSamePixelsOnEveryThread() {
    SimulatedRadiograph first =
        renderer.render(simulator.simulate(7), TimePoint.CURRENT, View.PA, 128);
    List<SimulatedRadiograph> again =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                i ->
                    new RadiographRenderer()
                        .render(simulator.simulate(7), TimePoint.CURRENT, View.PA, 128))
            .toList();
    for (SimulatedRadiograph image : again) {
      assertThat(image.pixels()).isEqualTo(first.pixels());
      assertThat(image.boxes()).isEqualTo(first.boxes());
    }
  }

  @Test
  void everyFindingThatIsPresentHasABoxInsideTheFrame() {
    List<String> wrong = new ArrayList<>();
    for (long seed = 0; seed < 60; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      for (TimePoint time : TimePoint.values()) {
        SimulatedRadiograph image = renderer.render(patient, time, View.PA, 128);
        for (FindingType type : FindingType.values()) {
          Box box = image.boxes().get(type);
          boolean inside =
              box != null
                  && box.x0() >= 0
                  && box.y0() >= 0
                  && box.x1() <= 128
                  && box.y1() <= 128
                  && box.width() >= 3
                  && box.height() >= 3;
          if (inside != patient.history(type).presentOn(time)) {
            wrong.add(seed + " " + time + " " + type + " " + box);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aSizeOutOfRangeIsRefusedByName() {
    assertThatThrownBy(() -> renderer.render(simulator.simulate(1), TimePoint.PRIOR, View.PA, 63))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("63");
  }
}
