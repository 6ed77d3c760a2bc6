package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    for (long seed = 0; seed < 40; seed++) {
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
  void aLargeImageAveragedDownLooksLikeASmallOne() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      SimulatedRadiograph small = renderer.render(patient, TimePoint.CURRENT, View.PA, 256, false);
      SimulatedRadiograph large = renderer.render(patient, TimePoint.CURRENT, View.PA, 1024, false);
      double difference = 0;
      for (int i = 0; i < 256 * 256; i++) {
        difference += Math.abs(averageOf4By4(large, i % 256, i / 256) - small.pixels()[i]);
      }
      assertThat(difference / (256 * 256)).as("of 4095, seed " + seed).isLessThan(11);
      small
          .boxes()
          .forEach(
              (type, box) -> {
                Box scaled = box.scaled(4, 4);
                assertThat(scaled.iou(Objects.requireNonNull(large.boxes().get(type))))
                    .as(type.id())
                    .isGreaterThan(0.75);
              });
    }
  }

  private static double averageOf4By4(SimulatedRadiograph image, int x, int y) {
    double sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += image.pixels()[(4 * y + i / 4) * image.width() + 4 * x + i % 4];
    }
    return sum / 16;
  }

  @Test
  void theHeartIsOnTheRightOfAPaImageAndTheSpineOnTheRightOfALateral() {
    SimulatedPatient patient = simulator.simulate(7);
    SimulatedRadiograph pa = renderer.render(patient, TimePoint.PRIOR, View.PA, 128, false);
    SimulatedRadiograph lateral = renderer.render(patient, TimePoint.PRIOR, View.LL, 128, false);
    // Heart level, 40 mm to both sides of the spine; then mid-chest, in front of and at the spine.
    assertThat(mean(pa, 76, 72)).isGreaterThan(mean(pa, 50, 72) + 300);
    assertThat(mean(lateral, 84, 50)).isGreaterThan(mean(lateral, 44, 50) + 300);
  }

  private static double mean(SimulatedRadiograph image, int x, int y) {
    double sum = 0;
    for (int i = 0; i < 25; i++) {
      sum += image.pixels()[(y - 2 + i / 5) * image.width() + x - 2 + i % 5];
    }
    return sum / 25;
  }

  @Test
  void aSizeOutOfRangeIsRefusedByName() {
    assertThatThrownBy(() -> renderer.render(simulator.simulate(1), TimePoint.PRIOR, View.PA, 63))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("63");
  }
}
