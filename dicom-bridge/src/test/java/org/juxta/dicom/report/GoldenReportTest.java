package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each kind of report holds, as a text that was reviewed. After a change that is meant, {@code
 * -Djuxta.golden.write=true} writes the texts anew, to be reviewed again.
 */
class GoldenReportTest {
  private static final String FOLDER = "src/test/resources/org/juxta/dicom/report/golden";

  @ParameterizedTest
  @EnumSource
  void theDocumentIsTheReviewedOne(ReportKind kind) throws Exception {
    String text = text(kind);
    String name = kind.fileName() + ".txt";
    if (Boolean.getBoolean("juxta.golden.write")) {
      Files.createDirectories(Path.of(FOLDER));
      Files.writeString(Path.of(FOLDER, name), text);
    }
    assertThat(text).isEqualTo(golden(name));
  }

  private static String text(ReportKind kind) throws IOException {
    try (DicomInputStream in =
        new DicomInputStream(new ByteArrayInputStream(ReportWriter.encode(kind.content())))) {
      return DocumentText.of(in.readDataset(-1, -1));
    }
  }

  private static String golden(String name) throws IOException {
    if (Boolean.getBoolean("juxta.golden.write")) {
      return Files.readString(Path.of(FOLDER, name));
    }
    try (InputStream in = GoldenReportTest.class.getResourceAsStream("golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
