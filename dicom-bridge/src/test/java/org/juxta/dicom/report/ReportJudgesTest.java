package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.dicom.testing.PeerProgram;

/** dicom3tools and DCMTK over every kind of report. */
class ReportJudgesTest {

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void dciodvfyFindsNoError(ReportSample kind, @TempDir Path directory) throws Exception {
    PeerProgram.Result result = dciodvfy(write(kind, directory));

    assertThat(result.output()).contains("Comprehensive3DSR").doesNotContain("Error");
  }

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#all")
  void dsrdumpReadsItWhole(ReportSample kind, @TempDir Path directory) throws Exception {
    PeerProgram.Result result = dsrdump(write(kind, directory));

    assertThat(result.output()).doesNotContainPattern("(?m)^[EF]: ");
    assertThat(result.exitStatus()).isZero();
    assertThat(result.output().lines().filter(line -> line.contains("Tracking Unique Identifier")))
        .hasSameSizeAs(kind.content().findings());
    assertThat(result.output()).contains("Not for clinical use");
  }

  @Test
  void dciodvfyObjectsToAnImageThatIsNoEvidence(@TempDir Path directory) throws Exception {
    Path file = write(ReportKind.FINDINGS_WITH_PRIOR, directory);
    edit(file, document -> document.remove(Tag.PertinentOtherEvidenceSequence));

    assertThat(dciodvfy(file).output()).contains("Error");
  }

  @Test
  void dsrdumpObjectsToATreeItCannotRead(@TempDir Path directory) throws Exception {
    Path file = write(ReportKind.FINDINGS_WITH_PRIOR, directory);
    edit(file, document -> document.setString(Tag.ValueType, VR.CS, "TEXT"));

    assertThat(dsrdump(file).output()).containsPattern("(?m)^[EF]: ");
  }

  static Path write(ReportSample kind, Path directory) throws Exception {
    return ReportWriter.write(kind.content(), directory.resolve(kind.fileName() + ".dcm")).file();
  }

  /** A change that makes a report wrong. */
  interface Edit {
    void apply(Attributes document);
  }

  static void edit(Path file, Edit edit) throws Exception {
    Attributes meta;
    Attributes document;
    try (DicomInputStream in = new DicomInputStream(Files.newInputStream(file))) {
      meta = in.readFileMetaInformation();
      document = in.readDataset(-1, -1);
    }
    edit.apply(document);
    try (DicomOutputStream out =
        new DicomOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
      out.writeDataset(meta, document);
    }
  }

  private static PeerProgram.Result dciodvfy(Path file) throws Exception {
    return PeerProgram.run("dciodvfy", file.toString());
  }

  private static PeerProgram.Result dsrdump(Path file) throws Exception {
    return PeerProgram.run("dsrdump", "+U8", file.toString());
  }
}
