package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.inference.reading.FindingType;

/** Whether a careful person could see each lesion. */
class LesionVisibilityTest {
  private static final int SIZE = 160;

  /** Steps of 255 by which a lesion must brighten some pixel: a rib brightens by 10 to 20. */
  private static final double VISIBLE = 8;

  private final PatientSimulator simulator = new PatientSimulator();
  private final RadiographRenderer renderer = new RadiographRenderer();

  @Test
  void everyNoduleAndConsolidationBrightensTheDisplayAndStandsOutFromTheNoise() {
    List<String> hidden = new ArrayList<>();
    int seen = 0;
    for (long seed = 0; seen < 40; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      for (FindingType type : List.of(FindingType.NODULE, FindingType.CONSOLIDATION)) {
        if (patient.history(type).presentOnCurrent()) {
          seen++;
          short[] noisy = pixels(patient, true);
          short[] with = pixels(patient, false);
          short[] without = pixels(Patients.without(patient, type), false);
          double contrast = largestDifference(with, without);
          double noise = deviation(noisy, with);
          if (contrast / 16 < VISIBLE || contrast < 5 * noise) {
            hidden.add(seed + " " + type + " contrast " + contrast + " noise " + noise);
          }
        }
      }
    }
    assertThat(hidden).isEmpty();
  }

  private short[] pixels(SimulatedPatient patient, boolean noise) {
    return renderer.render(patient, TimePoint.CURRENT, View.PA, SIZE, noise).pixels();
  }

  private static double largestDifference(short[] with, short[] without) {
    double largest = 0;
    for (int i = 0; i < with.length; i++) {
      largest = Math.max(largest, with[i] - without[i]);
    }
    return largest;
  }

  private static double deviation(short[] noisy, short[] clean) {
    double squares = 0;
    for (int i = 0; i < noisy.length; i++) {
      squares += (double) (noisy[i] - clean[i]) * (noisy[i] - clean[i]);
    }
    return Math.sqrt(squares / noisy.length);
  }
}
