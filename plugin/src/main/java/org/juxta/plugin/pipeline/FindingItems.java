package org.juxta.plugin.pipeline;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportUids;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.FindingType;

/** Turns the model's findings into the report's, numbering those of a type over all images. */
final class FindingItems {
  private final String reportKey;
  private final Map<FindingType, Integer> numbers = new EnumMap<>(FindingType.class);

  /**
   * @param reportKey what tracking UIDs are made from: the same key and order give the same UIDs
   */
  FindingItems(String reportKey) {
    this.reportKey = reportKey;
  }

  /**
   * @param on the image it was found on
   * @param against the image it was compared with, null for none
   */
  ReportedFinding item(Finding finding, ReportImage on, @Nullable ReportImage against) {
    int number = numbers.merge(finding.type(), 1, Integer::sum);
    String trackingId = finding.type().displayName() + " " + number;
    String findingId = finding.type().id();
    boolean compared = against != null && finding.change() != null;
    return new ReportedFinding(
        trackingId,
        ReportUids.named(reportKey + "/" + trackingId),
        ReportedFinding.codeOf(findingId),
        ReportedFinding.sitesOf(findingId, null),
        finding.present() ? Presence.PRESENT : Presence.ABSENT,
        finding.probability(),
        on.reference(),
        region(finding.box()),
        compared ? change(finding.change()) : null,
        compared ? finding.changeProbability() : null,
        compared && against != null ? against.reference() : null);
  }

  private static @Nullable BoxRegion region(@Nullable Box box) {
    return box == null ? null : new BoxRegion(box.x0(), box.y0(), box.x1(), box.y1());
  }

  private static @Nullable IntervalChange change(@Nullable Change change) {
    return change == null ? null : IntervalChange.valueOf(change.name());
  }
}
