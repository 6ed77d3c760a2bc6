package org.juxta.inference.phantom;

import java.util.EnumMap;
import java.util.Map;
import org.juxta.inference.reading.FindingType;

/**
 * Finds a place for every finding of a patient where it can be seen on the PA radiograph at every
 * time it is present.
 */
final class LesionPlacement {
  /** Share of a lesion's shadow that must lie over aerated lung. */
  static final double VISIBLE_SHARE = 0.6;

  /**
   * Way through lung, the lesion's own included, from which a ray counts as over lung, mm at
   * standard depth.
   */
  private static final double ENOUGH_LUNG = 110;

  private static final int ATTEMPTS = 200;
  private static final int PROBE_SIZE = 16;

  /** Side of the field that a lesion is looked at in, in units of its extent. */
  private static final double PROBE_FIELD = 2.6;

  /** Radius of the disc as large as a lesion's shadow, magnification included, per extent. */
  private static final double FILL = 1.0;

  /** Way through a lesion, per extent, below which it adds too little to be seen. */
  private static final double THICK = 0.3;

  private final SimulatedPatient patient;
  private final RandomStream random;
  private final Map<FindingType, FindingHistory> histories;
  private final RegionProjector projector = new RegionProjector();
  private final Shadow shadow = new Shadow();

  private LesionPlacement(SimulatedPatient patient) {
    this.patient = patient;
    this.random = RandomStream.of(patient.seed(), "placement");
    this.histories = new EnumMap<>(patient.histories());
  }

  /** The patient's histories with a site for each finding that is ever present. */
  static Map<FindingType, FindingHistory> place(SimulatedPatient unplaced) {
    LesionPlacement placement = new LesionPlacement(unplaced);
    placement.placeAll();
    return placement.histories;
  }

  private void placeAll() {
    // Effusion and pneumothorax take different sides: fluid under free air has no meniscus.
    Side effusion = random.chance(0.5) ? Side.LEFT : Side.RIGHT;
    settle(FindingType.PLEURAL_EFFUSION, effusion, effusion.word() + " base");
    settle(FindingType.PNEUMOTHORAX, effusion.other(), effusion.other().word() + " apex");
    settle(FindingType.CARDIOMEGALY, Side.LEFT, "heart");
    placeInLung(FindingType.CONSOLIDATION);
    placeInLung(FindingType.NODULE);
  }

  private void settle(FindingType type, Side side, String region) {
    FindingHistory history = patient.history(type);
    if (history.change() != null) {
      histories.put(type, history.at(new LesionSite(side, region, 0, 0, 0, random.bits())));
    }
  }

  private void placeInLung(FindingType type) {
    if (patient.history(type).change() == null) {
      return;
    }
    double best = -1;
    FindingHistory bestPlace = patient.history(type);
    for (int attempt = 0; attempt < ATTEMPTS && best < VISIBLE_SHARE; attempt++) {
      FindingHistory candidate = patient.history(type).at(anySite());
      double share = visibleShare(candidate);
      if (share > best) {
        best = share;
        bestPlace = candidate;
      }
    }
    histories.put(type, bestPlace);
  }

  private LesionSite anySite() {
    Side side = random.chance(0.5) ? Side.LEFT : Side.RIGHT;
    double w = random.between(-0.12, 0.8);
    double wide = Math.sqrt(1 - w * w) * 0.78;
    double u = side.sign() * random.between(-0.45, 1) * wide;
    double room = Math.sqrt(Math.max(0, wide * wide - u * u));
    double v = random.between(-1, 1) * room;
    String zone = w > 0.55 ? "upper" : w > 0.2 ? "mid" : "lower";
    return new LesionSite(side, side.word() + " " + zone + " zone", u, v, w, random.bits());
  }

  /** The smallest share of the lesion's shadow over aerated lung at the times it is present. */
  private double visibleShare(FindingHistory candidate) {
    double share = 1;
    for (TimePoint time : TimePoint.values()) {
      if (candidate.presentOn(time)) {
        share = Math.min(share, visibleShare(candidate, time));
      }
    }
    return share;
  }

  private double visibleShare(FindingHistory candidate, TimePoint time) {
    LesionSite site = candidate.site();
    if (site == null) {
      return 0;
    }
    Map<FindingType, FindingHistory> all = new EnumMap<>(histories);
    all.put(candidate.type(), candidate);
    Acquisition acquisition = Acquisition.nominal();
    Thorax thorax = new Thorax(patient.physique(), acquisition.inspiration());
    RegionStack organs = AnatomyBuilder.organs(thorax, all, time, View.PA);
    Vec3 centre = PleuralSpace.lesionCentre(thorax, all, time, site);
    double field = PROBE_FIELD * candidate.extentOn(time);
    ProjectionGeometry closeUp =
        ProjectionGeometry.of(View.PA, acquisition, thorax.physique()).around(centre, field);
    shadow.clear(PROBE_SIZE);
    projector.project(organs, closeUp, shadow);
    return shareOverLung(candidate.type(), candidate.extentOn(time));
  }

  private double shareOverLung(FindingType type, double extent) {
    float[] lesion = shadow.length(type.ordinal());
    float[] lung = shadow.length(Region.AERATED);
    double clear = ENOUGH_LUNG * patient.physique().depth();
    int seen = 0;
    for (int i = 0; i < lesion.length; i++) {
      if (lesion[i] > THICK * extent && lesion[i] + lung[i] > clear) {
        seen++;
      }
    }
    double pixel = PROBE_FIELD * extent / PROBE_SIZE;
    double whole = Math.PI * FILL * FILL * extent * extent / (pixel * pixel);
    return seen / whole;
  }
}
