package org.juxta.dicom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.FindingSite;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportedFinding;

/** A report as plain text for people: what was compared, the findings as a table, the notice. */
public final class ReportText {
  private static final List<String> HEADINGS =
      List.of("finding", "presence", "probability", "site", "change", "probability", "box");

  private ReportText() {}

  /** The text, lines ended by {@code \n}; it names no patient. */
  public static String of(ReportContent content) {
    StringBuilder text = new StringBuilder();
    text.append(content.algorithm().name()).append(' ').append(content.algorithm().version());
    text.append(content.notice().isEmpty() ? "" : " (" + content.notice() + ")").append('\n');
    text.append(comparison(content.comparison())).append('\n');
    if (!content.outcome().succeeded()) {
      return text.append("reading failed: ")
          .append(content.outcome().failureReason())
          .append('\n')
          .toString();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    content.findings().forEach(finding -> rows.add(row(finding)));
    rows.forEach(row -> text.append(line(row, rows)).append('\n'));
    if (!content.outcome().complete()) {
      text.append("not read: ").append(content.outcome().failureReason()).append('\n');
    }
    return text.toString();
  }

  private static String comparison(PriorComparison comparison) {
    String done = comparison.done() ? "compared with a prior" : "not compared with a prior";
    return comparison.reason().isEmpty() ? done : done + ": " + comparison.reason();
  }

  private static List<String> row(ReportedFinding finding) {
    IntervalChange change = finding.change();
    BoxRegion box = finding.region();
    return List.of(
        finding.finding().meaning(),
        word(finding.presence()),
        percent(finding.probability()),
        finding.sites().stream().map(FindingSite::words).collect(Collectors.joining(", ")),
        change == null ? "" : word(change),
        percent(finding.changeProbability()),
        box == null
            ? ""
            : String.format(
                Locale.ROOT, "%.0f,%.0f-%.0f,%.0f", box.x0(), box.y0(), box.x1(), box.y1()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(@Nullable Double probability) {
    return probability == null ? "" : String.format(Locale.ROOT, "%.0f %%", probability * 100);
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
      line.append(String.format("%-" + Math.max(1, width) + "s  ", row.get(column)));
    }
    return line.toString().stripTrailing();
  }
}
