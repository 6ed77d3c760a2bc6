package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;

/** One of several images could not be read: the report has findings and says what is missing. */
class PartialReadingTest {
  private static final String WHY = "2.25.3000.2: the pixel data is cut off";

  @Test
  void itIsPartlyCompleteAndNotAllAlgorithmsSucceeded() throws IOException {
    ReportContent partial =
        with(ReportKind.FINDINGS_WITH_PRIOR.content(), ReadingOutcome.partial(WHY));
    Attributes document;
    try (DicomInputStream in =
        new DicomInputStream(new ByteArrayInputStream(ReportWriter.encode(partial)))) {
      document = in.readDataset(-1, -1);
    }
    assertThat(document.getString(Tag.CompletionFlag)).isEqualTo("PARTIAL");
    assertThat(document.getString(Tag.CompletionFlagDescription)).isEqualTo(WHY);
    assertThat(document.toString(10_000, 200)).contains("111244");
  }

  @Test
  void itsTextEndsWithWhatWasNotRead() {
    ReportContent partial =
        with(ReportKind.FINDINGS_WITH_PRIOR.content(), ReadingOutcome.partial(WHY));
    assertThat(ReportText.of(partial)).contains("present").endsWith("not read: " + WHY + "\n");
  }

  @Test
  void itNeedsAReason() {
    assertThatThrownBy(() -> ReadingOutcome.partial(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ReportContent with(ReportContent report, ReadingOutcome outcome) {
    return new ReportContent(
        report.identity(),
        report.study(),
        report.procedure(),
        report.observer(),
        report.algorithm(),
        report.currentImages(),
        report.priorImages(),
        report.comparison(),
        outcome,
        report.findings(),
        report.notice(),
        report.predecessors());
  }
}
