package org.juxta.dicom.report;

import java.util.List;
import java.util.stream.Stream;
import org.juxta.dicom.report.content.ReportContent;

/** A report that the judges see. */
interface ReportSample {
  /** Short name for files: {@code findings-with-prior}. */
  String fileName();

  ReportContent content();

  /** Every kind of report, and the matrix of numbers of findings, prior and modality. */
  static List<ReportSample> all() {
    return Stream.<ReportSample>concat(
            Stream.of(ReportKind.values()), ReportMatrix.cells().stream())
        .toList();
  }

  /** Those of readings that succeeded. */
  static List<ReportSample> succeeded() {
    return all().stream().filter(sample -> sample.content().outcome().succeeded()).toList();
  }
}
