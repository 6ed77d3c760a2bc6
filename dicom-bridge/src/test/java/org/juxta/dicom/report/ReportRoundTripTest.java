package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.dicom.report.content.ReportContent;

class ReportRoundTripTest {

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void whatIsWrittenIsReadBackEqual(ReportSample kind, @TempDir Path directory) throws Exception {
    ReportContent content = kind.content();
    Path file = directory.resolve("report.dcm");

    WrittenReport written = ReportWriter.write(content, file);

    assertThat(written.sopInstanceUid()).isEqualTo(content.identity().sopInstanceUid());
    assertThat(written.seriesInstanceUid()).isEqualTo(content.identity().seriesInstanceUid());
    assertThat(ReportReader.read(written.file())).isEqualTo(content);
    assertThat(ReportReader.readAny(written.file()).leftOut()).isEmpty();
    assertThat(directory.toFile().list()).as("no other file stays").containsExactly("report.dcm");
  }

  @Property(tries = 200)
  void anyReportIsReadBackEqual(@ForAll long seed) throws Exception {
    ReportContent content = RandomReports.report(seed);
    Path file = Files.createTempFile("report", ".dcm");
    try {
      Files.write(file, ReportWriter.encode(content));

      assertThat(ReportReader.read(file)).isEqualTo(content);
    } finally {
      Files.delete(file);
    }
  }
}
