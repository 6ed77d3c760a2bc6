package org.juxta.inference.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.phantom.FindingHistory;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.SimulatedRadiograph;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.Reading;

/** Patients and readings with what a test wants to be true, everything else absent. */
final class Truth {
  private Truth() {}

  static SimulatedPatient patient(Map<FindingType, Change> changes) {
    SimulatedPatient someone = new PatientSimulator().simulate(1);
    Map<FindingType, FindingHistory> histories = new EnumMap<>(FindingType.class);
    for (FindingType type : FindingType.values()) {
      Change change = changes.get(type);
      boolean before = change != null && change != Change.NEW;
      boolean now = change != null && change != Change.RESOLVED;
      histories.put(type, new FindingHistory(type, before, now, change, null, 0, 0));
    }
    return new SimulatedPatient(
        someone.seed(),
        someone.id(),
        someone.name(),
        someone.sex(),
        someone.birthDate(),
        someone.prior(),
        someone.current(),
        histories);
  }

  static SimulatedRadiograph radiograph(Map<FindingType, Box> boxes) {
    return new SimulatedRadiograph(4, 4, 1, new short[16], 1, 2, boxes);
  }

  static Reading reading(Map<FindingType, Finding> findings) {
    List<Finding> all = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      all.add(findings.getOrDefault(type, answer(type, null, 0.1, null)));
    }
    return new Reading(all, true, new ModelIdentity("m", "1", "x", "n"), Duration.ZERO);
  }

  static Finding answer(
      FindingType type, @Nullable Change change, double probability, @Nullable Box box) {
    boolean present = change != null && change != Change.RESOLVED;
    return new Finding(type, present, probability, box, change, 0.9);
  }
}
