package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.dicom.report.content.ReportContent;

class ReportRoundTripTest {
  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBackEqual(ReportKind kind, @TempDir Path directory) throws Exception {
    ReportContent content = kind.content();
    Path file = directory.resolve("report.dcm");

    WrittenReport written = ReportWriter.write(content, file);

    assertThat(written.sopInstanceUid()).isEqualTo(content.identity().sopInstanceUid());
    assertThat(ReportReader.read(written.file())).isEqualTo(content);
    assertThat(directory).isDirectoryContaining(found -> found.equals(file));
    assertThat(directory.toFile().list()).containsExactly("report.dcm");
  }
}
