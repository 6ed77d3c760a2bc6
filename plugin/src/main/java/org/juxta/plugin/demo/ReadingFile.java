package org.juxta.plugin.demo;

import java.util.List;
import org.juxta.dicom.report.content.ReportContent;

/**
 * {@code reading.json}: what the report in the archive says.
 *
 * @param reportSopInstanceUid the report
 * @param studyInstanceUid the study it is of
 * @param compared whether a prior was read beside it
 * @param comparison why that prior, or why none
 * @param model who answered
 * @param modelVersion in which version
 * @param notice what a user must know
 * @param succeeded whether the reading did
 * @param failure why not, "" when it did
 * @param findings everything that was looked for, absent findings included
 */
record ReadingFile(
    String reportSopInstanceUid,
    String studyInstanceUid,
    boolean compared,
    String comparison,
    String model,
    String modelVersion,
    String notice,
    boolean succeeded,
    String failure,
    List<ReadFinding> findings) {

  static ReadingFile of(ReportContent report) {
    return new ReadingFile(
        report.identity().sopInstanceUid(),
        report.study().studyInstanceUid(),
        report.comparison().done(),
        report.comparison().reason(),
        report.algorithm().name(),
        report.algorithm().version(),
        report.notice(),
        report.outcome().succeeded(),
        report.outcome().failureReason(),
        report.findings().stream().map(ReadFinding::of).toList());
  }
}
