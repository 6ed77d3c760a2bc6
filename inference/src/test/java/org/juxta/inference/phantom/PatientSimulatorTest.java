package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;

class PatientSimulatorTest {
  private final PatientSimulator simulator = new PatientSimulator();

  @Test
  void everyFindingIsAbsentInLessThanHalfAndTheFiveChangesAreEven() {
    int n = 2000;
    Map<String, Integer> counts = new HashMap<>();
    for (long seed = 0; seed < n; seed++) {
      for (FindingHistory history : simulator.simulate(seed).histories().values()) {
        counts.merge(history.type() + " " + history.change(), 1, Integer::sum);
      }
    }
    for (FindingType type : FindingType.values()) {
      assertThat(counts.get(type + " null")).as(type + " absent").isBetween(820, 980);
      for (Change change : Change.values()) {
        assertThat(counts.get(type + " " + change)).as(type + " " + change).isBetween(165, 275);
      }
    }
  }

  @Test
  void findingsComeIndependentlyOfOneAnother() {
    int n = 2000;
    int both = 0;
    for (long seed = 0; seed < n; seed++) {
      Map<FindingType, FindingHistory> histories = HistoryDraw.draw(seed);
      if (changeOf(histories, FindingType.NODULE) == null
          && changeOf(histories, FindingType.CARDIOMEGALY) == null) {
        both++;
      }
    }
    assertThat(both / (double) n).isBetween(0.17, 0.24);
  }

  @Property(tries = 150)
  void theSameSeedIsTheSamePatient(@ForAll long seed) {
    assertThat(simulator.simulate(seed)).isEqualTo(new PatientSimulator().simulate(seed));
  }

  @Property(tries = 150)
  void presenceAndExtentAgreeWithTheChange(@ForAll long seed) {
    for (FindingHistory history : simulator.simulate(seed).histories().values()) {
      Change change = history.change();
      assertThat(history.presentOnPrior()).isEqualTo(change != null && change != Change.NEW);
      assertThat(history.presentOnCurrent()).isEqualTo(change != null && change != Change.RESOLVED);
      assertThat(history.site() != null).isEqualTo(change != null);
      boolean heart = history.type() == FindingType.CARDIOMEGALY;
      for (TimePoint time : TimePoint.values()) {
        double extent = history.extentOn(time);
        if (heart) {
          assertThat(extent >= 0.53).isEqualTo(history.presentOn(time));
          assertThat(extent > 0.48).isEqualTo(history.presentOn(time));
        } else {
          assertThat(extent > 0).isEqualTo(history.presentOn(time));
        }
      }
      double before = history.priorExtent();
      double after = history.currentExtent();
      if (change == Change.STABLE) {
        assertThat(after / before).isBetween(0.95, 1.05);
      } else if (change == Change.WORSENED || change == Change.IMPROVED) {
        double small = Math.min(before, after);
        double large = Math.max(before, after);
        assertThat(after > before).isEqualTo(change == Change.WORSENED);
        if (heart) {
          assertThat(large - small).isGreaterThanOrEqualTo(HistoryDraw.CLEAR_RATIO_DIFFERENCE);
        } else {
          assertThat(large / small).isGreaterThanOrEqualTo(HistoryDraw.CLEAR_RATIO);
        }
      }
    }
  }

  @Property(tries = 100)
  void identityFitsDicomAndTheIntervalIsWithinBounds(
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long seed) {
    SimulatedPatient patient = simulator.simulate(seed);
    assertThat(patient.id()).matches("PHANTOM-\\d{6,12}");
    assertThat(patient.name().dicom()).matches("[A-Za-z]+\\^[A-Za-z]+");
    assertThat(patient.prior().accessionNumber()).hasSizeLessThanOrEqualTo(16);
    assertThat(patient.prior().accessionNumber()).isNotEqualTo(patient.current().accessionNumber());
    assertThat(
            ChronoUnit.DAYS.between(
                patient.prior().dateTime().toLocalDate(),
                patient.current().dateTime().toLocalDate()))
        .isBetween(14L, 400L);
    assertThat(
            ChronoUnit.YEARS.between(
                patient.birthDate(), patient.current().dateTime().toLocalDate()))
        .isBetween(22L, 89L);
  }

  @Test
  void differentSeedsNeverShareAnId() {
    Set<String> ids = new HashSet<>();
    for (long seed = -100; seed < 100; seed++) {
      ids.add(simulator.simulate(seed).id());
    }
    assertThat(ids).hasSize(200);
  }

  @Test
  void effusionAndPneumothoraxKeepToDifferentSides() {
    for (long seed = 0; seed < 300; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      LesionSite effusion = patient.history(FindingType.PLEURAL_EFFUSION).site();
      LesionSite pneumothorax = patient.history(FindingType.PNEUMOTHORAX).site();
      if (effusion != null && pneumothorax != null) {
        assertThat(effusion.side()).isNotEqualTo(pneumothorax.side());
      }
    }
  }

  private static @Nullable Change changeOf(
      Map<FindingType, FindingHistory> histories, FindingType type) {
    return Objects.requireNonNull(histories.get(type)).change();
  }
}
