package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;

class FindingBoxTest {
  private static final int SIZE = 160;

  private final PatientSimulator simulator = new PatientSimulator();
  private final RadiographRenderer renderer = new RadiographRenderer();

  @Test
  void aNodulesBoxIsWhereTheRaysChangeWithoutIt() {
    assertThat(overlapsWithDifference(FindingType.NODULE)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void aConsolidationsBoxIsWhereTheRaysChangeWithoutIt() {
    assertThat(overlapsWithDifference(FindingType.CONSOLIDATION)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void anEffusionsBoxIsWhereTheRaysChangeWithoutIt() {
    assertThat(overlapsWithDifference(FindingType.PLEURAL_EFFUSION)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void aPneumothoraxBoxHoldsTheSideItIsOnUpToTheApex() {
    for (Case c : cases(FindingType.PNEUMOTHORAX, 12)) {
      Box box = c.box();
      LesionSite site = Objects.requireNonNull(c.history().site());
      double middle = (box.x0() + box.x1()) / 2;
      assertThat(middle > SIZE / 2.0).isEqualTo(site.side() == Side.LEFT);
      assertThat(box.y0()).isLessThan(0.3 * SIZE);
    }
  }

  @Test
  void aHeartsBoxIsAsWideAsItsCardiothoracicRatioSays() {
    for (Case c : cases(FindingType.CARDIOMEGALY, 12)) {
      Acquisition acquisition = Acquisition.draw(c.patient().seed(), TimePoint.CURRENT, View.PA);
      Thorax thorax = new Thorax(c.patient().physique(), 0);
      double spacing = acquisition.field() / SIZE;
      // The heart lies some 200 mm from the detector, the widest part of the chest 165 mm.
      double ratio = c.box().width() * spacing / 1.1 / (2 * thorax.innerHalfWidth());
      assertThat(ratio).isCloseTo(c.history().currentExtent(), within(0.06));
      assertThat((c.box().x0() + c.box().x1()) / 2)
          .as("heart lies to the left")
          .isGreaterThan(SIZE * 0.48);
    }
  }

  @Test
  void aStableNoduleKeepsItsSizeAndAWorsenedOneGrows() {
    int stable = 0;
    int worsened = 0;
    for (long seed = 0; stable < 8 || worsened < 8; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      Change change = patient.history(FindingType.NODULE).change();
      if (change == Change.STABLE || change == Change.WORSENED) {
        double before = noduleSize(patient, TimePoint.PRIOR);
        double after = noduleSize(patient, TimePoint.CURRENT);
        if (change == Change.STABLE) {
          stable++;
          assertThat(after).as("seed " + seed).isCloseTo(before, within(1.5 + 0.08 * before));
        } else {
          worsened++;
          assertThat(after).as("seed " + seed).isGreaterThan(1.2 * before);
        }
      }
    }
  }

  /** Mean side of the nodule's box in pixels of a 320 pixel image. */
  private double noduleSize(SimulatedPatient patient, TimePoint time) {
    Box box = renderer.render(patient, time, View.PA, 320).boxes().get(FindingType.NODULE);
    Objects.requireNonNull(box);
    return (box.width() + box.height()) / 2;
  }

  private record Case(SimulatedPatient patient, FindingHistory history, Box box) {}

  private List<Case> cases(FindingType type, int wanted) {
    List<Case> cases = new ArrayList<>();
    for (long seed = 0; cases.size() < wanted; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      if (patient.history(type).presentOnCurrent()) {
        Box box = renderer.render(patient, TimePoint.CURRENT, View.PA, SIZE).boxes().get(type);
        cases.add(new Case(patient, patient.history(type), Objects.requireNonNull(box)));
      }
    }
    return cases;
  }

  /** Overlap of each box with the bounds of a brute-force difference of line integrals. */
  private List<Double> overlapsWithDifference(FindingType type) {
    List<Double> overlaps = new ArrayList<>();
    for (Case c : cases(type, 12)) {
      float[] with = lineIntegrals(c.patient());
      float[] without = lineIntegrals(Patients.without(c.patient(), type));
      float peak = 0;
      for (int i = 0; i < with.length; i++) {
        with[i] -= without[i];
        peak = Math.max(peak, with[i]);
      }
      overlaps.add(c.box().iou(bounds(with, 0.15f * peak)));
    }
    return overlaps;
  }

  private static Box bounds(float[] image, float limit) {
    int x0 = SIZE;
    int y0 = SIZE;
    int x1 = 0;
    int y1 = 0;
    for (int i = 0; i < image.length; i++) {
      if (image[i] >= limit) {
        x0 = Math.min(x0, i % SIZE);
        x1 = Math.max(x1, i % SIZE + 1);
        y0 = Math.min(y0, i / SIZE);
        y1 = Math.max(y1, i / SIZE + 1);
      }
    }
    return new Box(x0, y0, x1, y1);
  }

  private static float[] lineIntegrals(SimulatedPatient patient) {
    Shadow shadow = new Shadow();
    shadow.clear(SIZE);
    Acquisition acquisition = Acquisition.draw(patient.seed(), TimePoint.CURRENT, View.PA);
    RadiographRenderer.project(
        patient, TimePoint.CURRENT, View.PA, acquisition, new RegionProjector(), shadow);
    return shadow.attenuation().clone();
  }
}
