package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.StudyIdentity;
import org.juxta.dicom.testing.SharedData;

class ImageHeaderReaderTest {

  @Test
  void theReportTakesItsStudyFromTheImage(@TempDir Path directory) throws Exception {
    Path image = write(directory, header());

    assertThat(ImageHeaderReader.study(image))
        .isEqualTo(
            new StudyIdentity(
                "Doe^Jane",
                "P-1",
                "HOSPITAL",
                "19500203",
                "F",
                "2.25.1",
                "20260304",
                "0405",
                "7",
                "ACC-1",
                "House^Gregory",
                "Chest"));
    assertThat(ImageHeaderReader.image(image, 1))
        .isEqualTo(
            new ReportImage(
                new ImageReference(
                    UID.DigitalXRayImageStorageForPresentation, "2.25.3", "2.25.2", "2.25.1", 0),
                "DX",
                "PA",
                "20260304"));
  }

  @Test
  void aFrameIsNamedWhereThereAreSeveral(@TempDir Path directory) throws Exception {
    Attributes header = header();
    header.setInt(Tag.NumberOfFrames, VR.IS, 12);

    assertThat(ImageHeaderReader.image(write(directory, header), 5).reference().frame())
        .isEqualTo(5);
  }

  @Test
  void whatTheImageSaysAgainstTheStandardIsLeftOut(@TempDir Path directory) throws Exception {
    Attributes header = header();
    header.setString(Tag.PatientBirthDate, VR.LO, "03.02.50");
    header.setString(Tag.PatientSex, VR.LO, "unknown");
    header.setString(Tag.StudyDate, VR.LO, "2026.03.04");
    header.setString(Tag.StudyTime, VR.LO, "04:05:06");
    header.setString(Tag.ViewPosition, VR.LO, "sitting");

    StudyIdentity study = ImageHeaderReader.study(write(directory, header));

    assertThat(study.patientBirthDate()).isEmpty();
    assertThat(study.patientSex()).isEmpty();
    assertThat(study.studyDate()).isEqualTo("20260304");
    assertThat(study.studyTime()).isEqualTo("040506");
    assertThat(ImageHeaderReader.image(directory.resolve("image.dcm"), 1).view()).isEmpty();
  }

  @Test
  void aFileThatIsNoImageIsRefusedByName(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "no DICOM at all");

    assertThatIOException()
        .isThrownBy(() -> ImageHeaderReader.study(file))
        .withMessageContaining("a.txt cannot be read as DICOM");
  }

  @ParameterizedTest
  @CsvSource({
    "chrH31, Yamada^Tarou=山田^太郎=やまだ^たろう",
    "chrH32, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
    "chrI2, Hong^Gildong=洪^吉洞=홍^길동",
    "chrX2, Wang^XiaoDong=王^小东=",
    "chrArab, قباني^لنزار",
    "chrRuss, Люкceмбypг"
  })
  void aNameInAnyCharacterSetIsTheSameInTheReport(
      String image, String name, @TempDir Path directory) throws Exception {
    Path file =
        SharedData.require("data/dicom/pydicom/src/pydicom/data/charset_files/" + image + ".dcm");
    StudyIdentity study = ImageHeaderReader.study(file);
    assertThat(study.patientName()).isEqualTo(name);
    ReportContent template = ReportKind.FAILED_READING.content();
    ReportImage entry = ImageHeaderReader.image(file, 1);
    ReportContent content =
        new ReportContent(
            ReportIdentity.create(LocalDateTime.of(2026, 3, 4, 5, 6)),
            study,
            template.procedure(),
            template.observer(),
            template.algorithm(),
            List.of(entry),
            List.of(),
            new PriorComparison(false, "no prior exists"),
            ReadingOutcome.failure("not a radiograph"),
            List.of(),
            template.notice(),
            List.of());

    Path report = ReportWriter.write(content, directory.resolve("report.dcm")).file();

    assertThat(ReportReader.read(report).study()).isEqualTo(study);
  }

  private static Attributes header() {
    Attributes header = new Attributes();
    header.setString(Tag.SOPClassUID, VR.UI, UID.DigitalXRayImageStorageForPresentation);
    header.setString(Tag.SOPInstanceUID, VR.UI, "2.25.3");
    header.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.2");
    header.setString(Tag.StudyInstanceUID, VR.UI, "2.25.1");
    header.setString(Tag.PatientName, VR.PN, "Doe^Jane");
    header.setString(Tag.PatientID, VR.LO, "P-1");
    header.setString(Tag.IssuerOfPatientID, VR.LO, "HOSPITAL");
    header.setString(Tag.PatientBirthDate, VR.DA, "19500203");
    header.setString(Tag.PatientSex, VR.CS, "F");
    header.setString(Tag.StudyDate, VR.DA, "20260304");
    header.setString(Tag.StudyTime, VR.TM, "0405");
    header.setString(Tag.StudyID, VR.SH, "7");
    header.setString(Tag.AccessionNumber, VR.SH, "ACC-1");
    header.setString(Tag.ReferringPhysicianName, VR.PN, "House^Gregory");
    header.setString(Tag.StudyDescription, VR.LO, "Chest");
    header.setString(Tag.Modality, VR.CS, "DX");
    header.setString(Tag.ViewPosition, VR.CS, "PA");
    return header;
  }

  private static Path write(Path directory, Attributes header) throws Exception {
    Path file = directory.resolve("image.dcm");
    try (DicomOutputStream out =
        new DicomOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
      out.writeDataset(header.createFileMetaInformation(UID.ExplicitVRLittleEndian), header);
    }
    return file;
  }
}
