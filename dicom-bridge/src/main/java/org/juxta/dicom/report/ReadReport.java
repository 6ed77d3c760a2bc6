package org.juxta.dicom.report;

import java.util.List;
import org.juxta.dicom.report.content.ReportContent;

/**
 * A report that was read, whoever made it.
 *
 * @param content what it says, as far as our reports have a place for it
 * @param leftOut a line for each content item that they have none for; empty for reports of ours
 */
public record ReadReport(ReportContent content, List<String> leftOut) {
  public ReadReport {
    leftOut = List.copyOf(leftOut);
  }
}
