package org.juxta.inference.phantom;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;

/** Draws what each finding did between the two studies, and how big it was. */
final class HistoryDraw {
  /**
   * Probability that a finding is absent on both studies; the five changes share the rest evenly.
   * Below one half, so that always answering the same is wrong more often than right.
   */
  static final double ABSENT = 0.45;

  /** Largest relative difference of extents that counts as stable. */
  static final double STABLE_WITHIN = 0.03;

  /** Smallest ratio of extents that counts as worsened or improved, cardiomegaly apart. */
  static final double CLEAR_RATIO = 1.4;

  /** Smallest difference of cardiothoracic ratios that counts as worsened or improved. */
  static final double CLEAR_RATIO_DIFFERENCE = 0.075;

  private HistoryDraw() {}

  static Map<FindingType, FindingHistory> draw(long seed) {
    Map<FindingType, FindingHistory> histories = new EnumMap<>(FindingType.class);
    for (FindingType type : FindingType.values()) {
      RandomStream random = RandomStream.of(seed, "history " + type.id());
      histories.put(type, draw(type, random));
    }
    return histories;
  }

  private static FindingHistory draw(FindingType type, RandomStream random) {
    Change change = change(random);
    boolean prior = change != null && change != Change.NEW;
    boolean current = change != null && change != Change.RESOLVED;
    double[] extents =
        type == FindingType.CARDIOMEGALY
            ? cardiothoracicRatios(change, random)
            : extents(type, change, random);
    return new FindingHistory(type, prior, current, change, null, extents[0], extents[1]);
  }

  private static @Nullable Change change(RandomStream random) {
    if (random.chance(ABSENT)) {
      return null;
    }
    return Change.values()[random.below(Change.values().length)];
  }

  /** Extents on prior and current. */
  private static double[] extents(FindingType type, @Nullable Change change, RandomStream random) {
    ExtentRange range = ExtentRange.of(type);
    double any = random.between(range.smallest(), range.largest());
    double small = random.between(range.smallest(), range.largestBefore());
    double ratio = random.between(CLEAR_RATIO * 1.03, range.largestRatio());
    double large = Math.min(small * ratio, range.largest());
    double drift = 1 + random.between(-STABLE_WITHIN, STABLE_WITHIN);
    if (change == null) {
      return new double[] {0, 0};
    }
    return switch (change) {
      case NEW -> new double[] {0, any};
      case RESOLVED -> new double[] {any, 0};
      case STABLE -> new double[] {any, any * drift};
      case WORSENED -> new double[] {small, large};
      case IMPROVED -> new double[] {large, small};
    };
  }

  private static double[] cardiothoracicRatios(@Nullable Change change, RandomStream random) {
    double normal = random.between(0.40, 0.47);
    double enlarged = random.between(0.55, 0.66);
    double slightly = random.between(0.54, 0.575);
    double greatly = slightly + random.between(CLEAR_RATIO_DIFFERENCE, 0.11);
    double drift = random.between(-0.005, 0.005);
    if (change == null) {
      return new double[] {normal, normal + drift};
    }
    return switch (change) {
      case NEW -> new double[] {normal, enlarged};
      case RESOLVED -> new double[] {enlarged, normal};
      case STABLE -> new double[] {enlarged, enlarged + drift};
      case WORSENED -> new double[] {slightly, greatly};
      case IMPROVED -> new double[] {greatly, slightly};
    };
  }

  /**
   * How big a finding can be, in the unit of {@link FindingHistory}.
   *
   * @param smallest at any time
   * @param largestBefore of the smaller one of a pair that differs
   * @param largest at any time; at least {@link #CLEAR_RATIO} times {@code largestBefore}
   * @param largestRatio of a pair that differs
   */
  private record ExtentRange(
      double smallest, double largestBefore, double largest, double largestRatio) {

    static ExtentRange of(FindingType type) {
      return switch (type) {
        case NODULE -> new ExtentRange(7.5, 10, 15, 2.0);
        case CONSOLIDATION -> new ExtentRange(20, 27, 42, 1.8);
        case PLEURAL_EFFUSION -> new ExtentRange(46, 68, 125, 2.1);
        case PNEUMOTHORAX -> new ExtentRange(20, 32, 62, 2.2);
        case CARDIOMEGALY ->
            throw new IllegalArgumentException("the heart has a ratio, not an extent");
      };
    }
  }
}
