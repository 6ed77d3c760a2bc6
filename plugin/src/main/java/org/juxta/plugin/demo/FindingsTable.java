package org.juxta.plugin.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.FindingHistory;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.reading.FindingType;
import org.juxta.plugin.console.TextTable;

/** What was read, with the truth beside it. */
final class FindingsTable {
  private FindingsTable() {}

  /**
   * @param trueBoxes of the image that was read, in its pixels
   */
  static List<String> lines(
      ReadingFile reading, SimulatedPatient patient, Map<FindingType, Box> trueBoxes) {
    TextTable table =
        new TextTable("finding", "read", "certainty", "change", "box (px)", "truth", "IoU");
    for (ReadFinding finding : reading.findings()) {
      FindingType type = finding.type();
      table.row(
          type.displayName(),
          finding.present() ? "present" : "absent",
          number(finding.certainty()),
          change(finding),
          corners(finding.area()),
          truth(patient.history(type)),
          overlap(finding.area(), trueBoxes.get(type)));
    }
    return table.lines();
  }

  private static String change(ReadFinding finding) {
    return finding.change() == null
        ? "-"
        : finding.change() + " " + number(finding.changeCertainty());
  }

  private static String truth(FindingHistory history) {
    if (history.change() == null) {
      return "absent";
    }
    return (history.presentOnCurrent() ? "present, " : "absent, ") + history.change().word();
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String corners(@Nullable Box box) {
    return box == null
        ? "-"
        : String.format(
            Locale.ROOT, "%.0f,%.0f - %.0f,%.0f", box.x0(), box.y0(), box.x1(), box.y1());
  }

  private static String overlap(@Nullable Box read, @Nullable Box truth) {
    if (read == null && truth == null) {
      return "-";
    }
    return String.format(
        Locale.ROOT, "%.2f", read == null || truth == null ? 0.0 : read.iou(truth));
  }
}
