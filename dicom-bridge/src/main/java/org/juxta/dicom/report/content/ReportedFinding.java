package org.juxta.dicom.report.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Terms;

/**
 * One finding that was looked for, on one image of the current study: a measurement group, with a
 * region by TID 1410 and without one by TID 1501.
 *
 * @param trackingId Tracking Identifier, words for people, unique in the report: {@code nodule 1}
 * @param trackingUid Tracking Unique Identifier, unique in the report
 * @param finding what
 * @param sites where in the body
 * @param presence whether it is there; an explicit absence is a result too
 * @param probability probability of its presence, 0 to 1, kept to 6 decimals; null when not said
 * @param image the image of the current study it was read from; null only in other makers' reports
 * @param region where on that image; null when absent or not located
 * @param change change against the prior; null when not compared, or absent on both
 * @param changeProbability probability of {@code change}, 0 to 1, kept to 6 decimals
 * @param comparedWith the image of the prior that {@code change} is against
 */
public record ReportedFinding(
    String trackingId,
    String trackingUid,
    Code finding,
    List<FindingSite> sites,
    Presence presence,
    @Nullable Double probability,
    @Nullable ImageReference image,
    @Nullable BoxRegion region,
    @Nullable IntervalChange change,
    @Nullable Double changeProbability,
    @Nullable ImageReference comparedWith) {

  /**
   * @throws IllegalArgumentException when a probability is not one, when a region has no image, or
   *     when the probability or the prior image of a change is given without the change
   */
  public ReportedFinding {
    trackingId = trackingId.strip();
    sites = List.copyOf(sites);
    probability = probability("probability", trackingId, probability);
    changeProbability = probability("changeProbability", trackingId, changeProbability);
    if (region != null && image == null) {
      throw new IllegalArgumentException(trackingId + ": a region needs the image it is on");
    }
    if (change == null && (changeProbability != null || comparedWith != null)) {
      throw new IllegalArgumentException(
          trackingId + ": without a change there is neither its probability nor its prior image");
    }
  }

  /** The code for a finding's identifier, for example {@code pleural_effusion}. */
  public static Code codeOf(String findingId) {
    return Terms.FINDING
        .concept(findingId)
        .orElseThrow(() -> new IllegalArgumentException("no code for finding '" + findingId + "'"))
        .code();
  }

  /**
   * The site that a finding's identifier implies, on the given side; empty when it implies none.
   */
  public static List<FindingSite> sitesOf(String findingId, @Nullable Laterality laterality) {
    return Terms.SITE_OF_FINDING
        .concept(findingId)
        .map(concept -> List.of(new FindingSite(concept.code(), laterality)))
        .orElse(List.of());
  }

  private static @Nullable Double probability(
      String name, String trackingId, @Nullable Double value) {
    if (value == null) {
      return null;
    }
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(trackingId + ": " + name + " " + value);
    }
    return Math.round(value * 1e6) / 1e6;
  }
}
