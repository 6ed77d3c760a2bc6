package org.juxta.inference.phantom;

import java.util.EnumMap;
import java.util.Map;
import org.juxta.inference.reading.FindingType;

/** Patients made to measure for tests. */
final class Patients {
  private Patients() {}

  /** The same patient who never had this finding. */
  static SimulatedPatient without(SimulatedPatient patient, FindingType type) {
    Map<FindingType, FindingHistory> histories = new EnumMap<>(patient.histories());
    histories.put(type, new FindingHistory(type, false, false, null, null, 0, 0));
    return new SimulatedPatient(
        patient.seed(),
        patient.id(),
        patient.name(),
        patient.sex(),
        patient.birthDate(),
        patient.prior(),
        patient.current(),
        histories);
  }
}
