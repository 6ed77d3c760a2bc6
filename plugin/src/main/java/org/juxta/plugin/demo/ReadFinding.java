package org.juxta.plugin.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * A finding as the report says it, in {@code reading.json}.
 *
 * @param name the finding's identifier, as in {@code truth.json}
 * @param present whether it is there
 * @param certainty probability of its presence, 0 to 1
 * @param box {@code [x0, y0, x1, y1]} in pixels of the current frame, null when there is none
 * @param sopInstanceUid the image it was read from
 * @param change new, worsened, stable, improved or resolved; null when not compared or absent on
 *     both
 * @param changeCertainty probability of {@code change}, null with it
 * @param comparedWithSopInstanceUid the prior image that {@code change} is against, null with it
 */
record ReadFinding(
    String name,
    boolean present,
    @Nullable Double certainty,
    @Nullable List<Double> box,
    @Nullable String sopInstanceUid,
    @Nullable String change,
    @Nullable Double changeCertainty,
    @Nullable String comparedWithSopInstanceUid) {

  static ReadFinding of(ReportedFinding finding) {
    BoxRegion region = finding.region();
    return new ReadFinding(
        type(finding).id(),
        finding.presence() == Presence.PRESENT,
        finding.probability(),
        region == null ? null : List.of(region.x0(), region.y0(), region.x1(), region.y1()),
        finding.image() == null ? null : finding.image().sopInstanceUid(),
        finding.change() == null ? null : finding.change().name().toLowerCase(Locale.ROOT),
        finding.changeProbability(),
        finding.comparedWith() == null ? null : finding.comparedWith().sopInstanceUid());
  }

  private static FindingType type(ReportedFinding finding) {
    return Arrays.stream(FindingType.values())
        .filter(type -> ReportedFinding.codeOf(type.id()).equals(finding.finding()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("not a finding of ours: " + finding.finding()));
  }

  FindingType type() {
    return FindingType.ofId(name);
  }

  /** The box as one, null when there is none. */
  @Nullable Box area() {
    return box == null ? null : new Box(box.get(0), box.get(1), box.get(2), box.get(3));
  }
}
