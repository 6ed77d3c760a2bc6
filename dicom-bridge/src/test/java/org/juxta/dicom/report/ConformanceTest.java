package org.juxta.dicom.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.report.code.CodeTable;
import org.juxta.dicom.testing.ConformanceStatement;

/** What CONFORMANCE.md says of reports is what the code writes. */
class ConformanceTest {

  @Test
  void theAttributesOfReports() throws IOException {
    AttributeTable table = new AttributeTable();
    for (long seed = 0; seed < 300; seed++) {
      byte[] file = ReportWriter.encode(RandomReports.report(seed));
      try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
        table.add(in.readDataset(-1, -1));
      }
    }

    ConformanceStatement.requirePart("attributes of reports", table.text());
  }

  @Test
  void theCodesOfReports() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| code | used for | from |\n|---|---|---|\n");
    for (String key : CodeTable.standard().keys()) {
      CodeTable.Entry entry = CodeTable.standard().entry(key);
      text.append(
          "| %s | %s | %s, %s |\n"
              .formatted(entry.code(), entry.usedFor(), entry.origin(), entry.edition()));
    }

    ConformanceStatement.requirePart("codes of reports", text.toString());
  }
}
