package org.juxta.inference.phantom;

import java.util.EnumMap;
import java.util.Map;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * Draws radiographs of simulated patients.
 *
 * <p>Safe for use by several threads: each has its own buffers. What is drawn depends on patient,
 * time, view and size alone.
 */
public final class RadiographRenderer {
  /** Smallest and largest image side, pixels. */
  public static final int MIN_SIZE = 64;

  public static final int MAX_SIZE = 4096;

  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  /**
   * Draws one radiograph.
   *
   * @param size pixels along each side, {@link #MIN_SIZE} to {@link #MAX_SIZE}
   * @throws IllegalArgumentException when the size is out of range
   */
  public SimulatedRadiograph render(SimulatedPatient patient, TimePoint time, View view, int size) {
    return render(patient, time, view, size, true);
  }

  /** As {@link #render(SimulatedPatient, TimePoint, View, int)}, with or without quantum noise. */
  SimulatedRadiograph render(
      SimulatedPatient patient, TimePoint time, View view, int size, boolean noise) {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "image size " + size + " is not within " + MIN_SIZE + " to " + MAX_SIZE);
    }
    Acquisition acquisition = Acquisition.draw(patient.seed(), time, view);
    Workspace workspace = WORKSPACE.get();
    Shadow shadow = workspace.shadow;
    shadow.clear(size);
    project(patient, time, view, acquisition, workspace.regions, shadow);
    Map<FindingType, Box> boxes = boxes(patient, time, shadow);
    Long key =
        noise
            ? RandomStream.of(patient.seed(), "noise " + time + " " + view + " " + size).bits()
            : null;
    short[] pixels = workspace.detector.expose(shadow.attenuation(), size, acquisition, key);
    return new SimulatedRadiograph(
        size,
        size,
        acquisition.field() / size,
        pixels,
        (DetectorModel.MAXIMUM + 1) / 2.0,
        DetectorModel.MAXIMUM + 1,
        boxes);
  }

  /** Casts the shadow of a patient, taken as {@code acquisition} says, onto an empty detector. */
  static void project(
      SimulatedPatient patient,
      TimePoint time,
      View view,
      Acquisition acquisition,
      RegionProjector regions,
      Shadow shadow) {
    Physique physique = patient.physique();
    Anatomy anatomy = AnatomyBuilder.build(patient, time, view, acquisition.inspiration());
    ProjectionGeometry geometry = ProjectionGeometry.of(view, acquisition, physique);
    regions.project(anatomy.regions(), geometry, shadow);
    GrainProjector.project(anatomy.grains(), geometry, shadow);
  }

  private static Map<FindingType, Box> boxes(
      SimulatedPatient patient, TimePoint time, Shadow shadow) {
    Map<FindingType, Box> boxes = new EnumMap<>(FindingType.class);
    for (FindingHistory history : patient.histories().values()) {
      if (history.presentOn(time)) {
        FindingBox.of(history.type(), shadow).ifPresent(box -> boxes.put(history.type(), box));
      }
    }
    return boxes;
  }

  private static final class Workspace {
    final Shadow shadow = new Shadow();
    final RegionProjector regions = new RegionProjector();
    final DetectorModel detector = new DetectorModel();
  }
}
