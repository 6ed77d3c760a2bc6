package org.juxta.inference.phantom;

import java.util.Map;
import org.juxta.inference.reading.FindingType;

/** Builds a patient's anatomy at one time point, from the skin inwards. */
final class AnatomyBuilder {
  private AnatomyBuilder() {}

  /** All of it, in the posture of a view. */
  static Anatomy build(SimulatedPatient patient, TimePoint time, View view, double inspiration) {
    Thorax thorax = new Thorax(patient.physique(), inspiration);
    RegionStack regions = organs(thorax, patient.histories(), time, view);
    Grains grains = new Grains();
    Skeleton.addTo(grains, thorax, view);
    VesselTree.addTo(
        grains, thorax, regions, patient.history(FindingType.PNEUMOTHORAX), time, patient.seed());
    return new Anatomy(thorax, regions, grains);
  }

  /** Soft tissue, air and findings, without bones and vessels. */
  static RegionStack organs(
      Thorax thorax, Map<FindingType, FindingHistory> histories, TimePoint time, View view) {
    RegionStack regions = new RegionStack();
    Torso.addTo(regions, thorax.physique(), view);
    PleuralSpace.addTo(regions, thorax, histories, time);
    Mediastinum.addTo(regions, thorax, history(histories, FindingType.CARDIOMEGALY), time);
    return regions;
  }

  private static FindingHistory history(
      Map<FindingType, FindingHistory> histories, FindingType type) {
    FindingHistory history = histories.get(type);
    if (history == null) {
      throw new IllegalArgumentException("no history of " + type.displayName());
    }
    return history;
  }
}
