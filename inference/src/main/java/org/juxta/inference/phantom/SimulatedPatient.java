package org.juxta.inference.phantom;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.juxta.inference.reading.FindingType;

/**
 * A patient who follows from one seed: identity, two studies, and the history of every finding.
 *
 * @param seed what everything follows from
 * @param id Patient ID, {@code PHANTOM-000123} for seed 123
 * @param name made up
 * @param sex of the patient
 * @param birthDate of the patient
 * @param prior the earlier study
 * @param current the later study
 * @param histories one for each finding type, in the order of {@link FindingType}, absent ones
 *     included
 */
public record SimulatedPatient(
    long seed,
    String id,
    PersonName name,
    Sex sex,
    LocalDate birthDate,
    SimulatedStudy prior,
    SimulatedStudy current,
    Map<FindingType, FindingHistory> histories) {
  public SimulatedPatient {
    histories = Collections.unmodifiableMap(new EnumMap<>(histories));
  }

  public FindingHistory history(FindingType type) {
    return Objects.requireNonNull(histories.get(type));
  }

  public SimulatedStudy study(TimePoint time) {
    return time == TimePoint.PRIOR ? prior : current;
  }

  /** Full years at the current study. */
  int age() {
    return current.dateTime().getYear() - birthDate.getYear();
  }

  Physique physique() {
    return Physique.draw(seed, sex, age());
  }
}
