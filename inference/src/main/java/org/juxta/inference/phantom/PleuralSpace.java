package org.juxta.inference.phantom;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.reading.FindingType;

/** Both pleural cavities with what is in them: lung, lesions of the lung, air and fluid. */
final class PleuralSpace {
  /** Thickness of the visceral pleura as it shows on a film, mm. */
  private static final double PLEURA = 1.0;

  /** How much lower fluid stands in the middle of the lung's base than at the chest wall, mm. */
  private static final double MENISCUS = 34;

  /** How much nearer to the heart than the lung's axis the meniscus is lowest, mm. */
  private static final double MENISCUS_MEDIAL = 26;

  private PleuralSpace() {}

  static void addTo(
      RegionStack regions,
      Thorax thorax,
      Map<FindingType, FindingHistory> histories,
      TimePoint time) {
    for (Side side : Side.values()) {
      FindingHistory pneumothorax = present(histories, FindingType.PNEUMOTHORAX, time, side);
      double kept = pneumothorax == null ? 1 : keptFraction(thorax, pneumothorax.extentOn(time));
      Ellipsoid lung = retracted(thorax, side, thorax.lung(side), kept);
      long lungBit = addLung(regions, thorax, side, lung, kept);
      FindingHistory effusion = present(histories, FindingType.PLEURAL_EFFUSION, time, side);
      long bowl = 0;
      if (effusion != null) {
        bowl = addBowl(regions, thorax, side, effusion.extentOn(time), lungBit);
      }
      FindingHistory consolidation = present(histories, FindingType.CONSOLIDATION, time, side);
      if (consolidation != null) {
        LungLesion.addConsolidation(regions, lung, consolidation, time, lungBit);
      }
      FindingHistory nodule = present(histories, FindingType.NODULE, time, side);
      if (nodule != null) {
        LungLesion.addNodule(regions, lung, nodule, time, lungBit);
      }
      if (effusion != null) {
        Solid fluid =
            Solid.of(
                thorax.lung(side),
                HalfSpace.below(thorax.recessBottom(side) + effusion.extentOn(time)));
        int channel = FindingType.PLEURAL_EFFUSION.ordinal();
        regions.add(new Region(fluid, Material.PLEURAL_FLUID.mu(), channel, lungBit, bowl));
      }
      regions.add(thorax.dome(side), Material.SOFT_TISSUE);
    }
  }

  /**
   * What a lung becomes when it retracts from the chest wall: smaller towards its base by the
   * hilum, so that the gap is widest at the apex.
   *
   * @param kept fraction of its length that is left, 1 for a lung that fills its cavity
   */
  static Ellipsoid retracted(Thorax thorax, Side side, Ellipsoid part, double kept) {
    return kept == 1 ? part : part.scaledAbout(anchor(thorax, side), kept);
  }

  /** Where the middle of a lesion of the lung is at one time point. */
  static Vec3 lesionCentre(
      Thorax thorax, Map<FindingType, FindingHistory> histories, TimePoint time, LesionSite site) {
    Side side = site.side();
    FindingHistory pneumothorax = present(histories, FindingType.PNEUMOTHORAX, time, side);
    double kept = pneumothorax == null ? 1 : keptFraction(thorax, pneumothorax.extentOn(time));
    return LungLesion.centre(retracted(thorax, side, thorax.lung(side), kept), site);
  }

  /** Where a point of the full lung lies in the retracted one. */
  static Vec3 retractedPoint(Thorax thorax, Side side, Vec3 point, double kept) {
    return anchor(thorax, side).towards(point, kept);
  }

  /** Fraction of a lung's length that a pneumothorax with this apical gap (mm) leaves. */
  static double keptFraction(Thorax thorax, double apicalGap) {
    Ellipsoid lung = thorax.lung(Side.RIGHT);
    double apex = lung.centre().z() + lung.c().z();
    return 1 - apicalGap / (apex - anchor(thorax, Side.RIGHT).z());
  }

  private static Vec3 anchor(Thorax thorax, Side side) {
    Physique p = thorax.physique();
    return new Vec3(side.sign() * 34 * p.width(), 15 * p.depth(), -120 * p.height());
  }

  /** Adds a lung, in a cavity of air where it has retracted; returns the lung's bit. */
  private static long addLung(
      RegionStack regions, Thorax thorax, Side side, Ellipsoid lung, double kept) {
    Solid cavity = thorax.cavity(side);
    if (kept == 1) {
      return regions.add(Region.lung(cavity, 0));
    }
    int channel = FindingType.PNEUMOTHORAX.ordinal();
    long air = regions.add(new Region(cavity, Material.AIR.mu(), channel, 0, 0));
    regions.add(
        new Region(
            new Solid(lung.grown(PLEURA), cavity.cuts()),
            Material.SOFT_TISSUE.mu(),
            Region.UNCOUNTED,
            air,
            0));
    return regions.add(Region.lung(new Solid(lung, cavity.cuts()), air));
  }

  /** Adds the lower face of the lung that floats in a pleural effusion. */
  private static long addBowl(
      RegionStack regions, Thorax thorax, Side side, double height, long lungBit) {
    Ellipsoid lung = thorax.lung(side);
    double level = thorax.recessBottom(side) + height;
    double across = lung.a().length() - 3 + MENISCUS_MEDIAL;
    double deep = lung.b().length() - 4;
    Vec3 q = lung.toUnit(new Vec3(0, 0, level));
    Vec3 axis = lung.fromUnit(new Vec3(0, 0, q.z()));
    Ellipsoid bowl =
        Ellipsoid.aligned(
            axis.x() - side.sign() * MENISCUS_MEDIAL,
            axis.y() - 6,
            level,
            across,
            deep,
            Math.min(MENISCUS, 0.6 * height));
    return regions.add(Region.lung(Solid.of(bowl), lungBit));
  }

  private static @Nullable FindingHistory present(
      Map<FindingType, FindingHistory> histories, FindingType type, TimePoint time, Side side) {
    FindingHistory history = histories.get(type);
    if (history == null || !history.presentOn(time)) {
      return null;
    }
    LesionSite site = history.site();
    return site != null && site.side() == side ? history : null;
  }
}
