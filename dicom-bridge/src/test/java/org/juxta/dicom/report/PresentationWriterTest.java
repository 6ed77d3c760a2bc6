package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.dicom.pixels.GrayFrame;
import org.juxta.dicom.pixels.GrayFrameReader;
import org.juxta.dicom.report.content.FindingLabel;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.testing.ConformanceStatement;
import org.juxta.dicom.testing.PeerProgram;

/** Presentation states before dciodvfy and before dcmtk, which reads and applies them. */
class PresentationWriterTest {
  private static final int SIZE = 1024;

  private final Path directory;

  PresentationWriterTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** How an image may say that it is shown. */
  enum Look {
    WINDOW {
      @Override
      void describe(Attributes image) {
        image.setDouble(Tag.WindowCenter, VR.DS, 1800, 100);
        image.setDouble(Tag.WindowWidth, VR.DS, 2500, 10);
      }
    },
    NO_WINDOW {
      @Override
      void describe(Attributes image) {
        image.setInt(Tag.BitsAllocated, VR.US, 16);
      }
    },
    MONOCHROME1 {
      @Override
      void describe(Attributes image) {
        WINDOW.describe(image);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");
        image.setString(Tag.PresentationLUTShape, VR.CS, "INVERSE");
      }
    },
    HOUNSFIELD {
      @Override
      void describe(Attributes image) {
        image.setString(Tag.Modality, VR.CS, "CT");
        image.setDouble(Tag.RescaleSlope, VR.DS, 1);
        image.setDouble(Tag.RescaleIntercept, VR.DS, -1024);
        image.setDouble(Tag.WindowCenter, VR.DS, 40);
        image.setDouble(Tag.WindowWidth, VR.DS, 400);
        image.setDouble(Tag.PixelSpacing, VR.DS, 0.7, 0.7);
      }
    },
    VOI_LUT {
      @Override
      void describe(Attributes image) {
        Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 4096, 0, 16);
        int[] entries = new int[4096];
        for (int i = 0; i < entries.length; i++) {
          entries[i] = i * i / 256;
        }
        table.setInt(Tag.LUTData, VR.US, entries);
        image.newSequence(Tag.VOILUTSequence, 1).add(table);
      }
    };

    abstract void describe(Attributes image);
  }

  @ParameterizedTest
  @EnumSource
  void dcmtkAppliesItAndShowsTheImageAsItWasRead(Look look) throws Exception {
    Path image = image(look);
    // dcmpschk takes the bytes of UTF-8 in a name for an error.
    Path state = write(ReportKind.SUPERSEDING, image).orElseThrow();
    Path pgm = directory.resolve("shown.pgm");

    PeerProgram.Result check = PeerProgram.run("dcmpschk", state.toString());
    PeerProgram.Result result =
        PeerProgram.run("dcmp2pgm", "-p", state.toString(), image.toString(), pgm.toString());

    assertThat(check.output()).doesNotContainPattern("(?m)^[EF]: ");
    assertThat(result.exitStatus()).as(result.output()).isZero();
    if (look != Look.NO_WINDOW) {
      GrayFrame read = GrayFrameReader.read(image, 0);
      byte[] shown = pixels(pgm);
      for (int i = 0; i < shown.length; i += 97) {
        assertThat((shown[i] & 0xFF) / 255.0).isCloseTo(read.luminance()[i], within(0.01));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.juxta.dicom.report.ReportSample#succeeded")
  void dciodvfyFindsNoError(ReportSample sample) throws Exception {
    Path state = write(sample, image(Look.WINDOW)).orElseThrow();

    PeerProgram.Result result = PeerProgram.run("dciodvfy", state.toString());

    assertThat(result.output()).contains("GrayscaleSoftcopyPresentationState");
    assertThat(result.output()).doesNotContain("Error");
  }

  @Test
  void dcmtkReadsEveryRectangleWithItsLabel() throws Exception {
    ReportContent report = ReportKind.FINDINGS_WITH_PRIOR.content();
    Path image = image(Look.WINDOW);
    Path state = write(ReportKind.FINDINGS_WITH_PRIOR, image).orElseThrow();
    Path again = directory.resolve("again.dcm");

    PeerProgram.Result result =
        PeerProgram.run(
            "dcmp2pgm",
            "-p",
            state.toString(),
            "+S",
            again.toString(),
            image.toString(),
            directory.resolve("shown.pgm").toString());

    assertThat(result.exitStatus()).as(result.output()).isZero();
    Attributes annotation = dataset(again).getNestedDataset(Tag.GraphicAnnotationSequence);
    assertThat(annotation).isNotNull();
    List<ReportedFinding> located =
        report.findings().stream().filter(finding -> finding.region() != null).toList();
    assertThat(annotation.getSequence(Tag.GraphicObjectSequence)).hasSameSizeAs(located);
    assertThat(texts(annotation)).contains(FindingLabel.of(located.get(0)));
    float[] points =
        annotation.getSequence(Tag.GraphicObjectSequence).get(0).getFloats(Tag.GraphicData);
    assertThat(points)
        .containsExactly(300.25f, 400.5f, 360, 400.5f, 360, 460, 300.25f, 460, 300.25f, 400.5f);
  }

  @Test
  void whatHasNoRectangleIsWordsBelowAndAbsenceIsNotDrawn() throws Exception {
    Attributes state =
        dataset(write(ReportKind.FINDINGS_WITH_PRIOR, image(Look.WINDOW)).orElseThrow());
    List<String> texts = texts(state.getNestedDataset(Tag.GraphicAnnotationSequence));

    assertThat(texts.get(texts.size() - 1))
        .isEqualTo(
            "Consolidation 87 %, improved 53 % (Lung left)\r\n"
                + "Pleural effusion absent 90 %, resolved 75 % (Pleural structure bilateral)\r\n"
                + "Compared with 20250102\r\n"
                + "juxta-embedded 1.0: Not for clinical use");
  }

  @Test
  void nothingFoundIsSaid() throws Exception {
    Attributes state = dataset(write(ReportKind.NO_FINDINGS, image(Look.WINDOW)).orElseThrow());

    assertThat(texts(state.getNestedDataset(Tag.GraphicAnnotationSequence)))
        .containsExactly(
            "No finding\r\nNot compared with a prior\r\njuxta-embedded 1.0: Not for clinical use");
  }

  @Test
  void itBelongsToTheStudyOfTheImageInASeriesOfItsOwn() throws Exception {
    ReportContent report = ReportKind.JAPANESE_NAME.content();
    Attributes state = dataset(write(ReportKind.JAPANESE_NAME, image(Look.WINDOW)).orElseThrow());

    assertThat(state.getString(Tag.StudyInstanceUID)).isEqualTo(report.study().studyInstanceUid());
    assertThat(state.getString(Tag.PatientID)).isEqualTo(report.study().patientId());
    assertThat(state.getString(Tag.PatientName)).isEqualTo(report.study().patientName());
    assertThat(state.getString(Tag.AccessionNumber)).isEqualTo(report.study().accessionNumber());
    assertThat(state.getString(Tag.SeriesInstanceUID))
        .isNotEqualTo(report.identity().seriesInstanceUid());
    Attributes series = state.getNestedDataset(Tag.ReferencedSeriesSequence);
    ImageReference image = report.currentImages().get(0).reference();
    assertThat(series.getString(Tag.SeriesInstanceUID)).isEqualTo(image.seriesInstanceUid());
    assertThat(
            series
                .getNestedDataset(Tag.ReferencedImageSequence)
                .getString(Tag.ReferencedSOPInstanceUID))
        .isEqualTo(image.sopInstanceUid());
  }

  @Test
  void labelsStayInsideTheImage() throws Exception {
    Attributes state =
        dataset(write(ReportMatrix.cells().get(5), image(Look.WINDOW)).orElseThrow());

    Attributes annotation = state.getNestedDataset(Tag.GraphicAnnotationSequence);
    assertThat(annotation.getSequence(Tag.GraphicObjectSequence)).hasSize(20);
    assertThat(annotation.getSequence(Tag.TextObjectSequence))
        .hasSize(21)
        .filteredOn(text -> text.getString(Tag.BoundingBoxAnnotationUnits).equals("PIXEL"))
        .allSatisfy(
            text -> {
              float[] corner = text.getFloats(Tag.BoundingBoxTopLeftHandCorner);
              float[] opposite = text.getFloats(Tag.BoundingBoxBottomRightHandCorner);
              assertThat(corner[0]).isBetween(0f, opposite[0]);
              assertThat(corner[1]).isBetween(0f, opposite[1]);
              assertThat(opposite[0]).isLessThanOrEqualTo(SIZE);
              assertThat(opposite[1]).isLessThanOrEqualTo(SIZE);
            });
  }

  @Test
  void theConformanceStatementListsItsAttributes() throws Exception {
    AttributeTable table = new AttributeTable();
    for (Look look : Look.values()) {
      Path image = image(look);
      for (long seed = 0; seed < 20; seed++) {
        ReportContent report = RandomReports.report(seed);
        if (report.outcome().succeeded()) {
          table.add(
              dataset(
                  PresentationWriter.write(
                          report,
                          report.currentImages().get(0).reference(),
                          image,
                          ReportIdentity.create(report.identity().createdAt()),
                          directory.resolve("presentation.dcm"))
                      .orElseThrow()
                      .file()));
        }
      }
    }

    ConformanceStatement.requirePart("attributes of presentation states", table.text());
  }

  @Test
  void aColorImageHasNone() throws Exception {
    Path image = image(Look.WINDOW);
    ReportJudgesTest.edit(
        image, header -> header.setString(Tag.PhotometricInterpretation, VR.CS, "RGB"));

    assertThat(write(ReportKind.FINDINGS_WITH_PRIOR, image)).isEmpty();
  }

  @Test
  void aFailedReadingHasNothingToBeDrawn() throws Exception {
    Path image = image(Look.WINDOW);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> write(ReportKind.FAILED_READING, image))
        .withMessageContaining("failed reading");
  }

  private Optional<Path> write(ReportSample sample, Path image) throws IOException {
    ReportContent report = sample.content();
    return PresentationWriter.write(
            report,
            report.currentImages().get(0).reference(),
            image,
            ReportIdentity.named("presentation", LocalDateTime.of(2026, 3, 4, 5, 6)),
            directory.resolve("presentation.dcm"))
        .map(WrittenReport::file);
  }

  /** 12 bits of a slope from the top left to the bottom right. */
  private Path image(Look look) throws IOException {
    ImageReference reference =
        ReportKind.FINDINGS_WITH_PRIOR.content().currentImages().get(0).reference();
    Attributes image = new Attributes();
    image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
    image.setString(Tag.SOPInstanceUID, VR.UI, reference.sopInstanceUid());
    image.setString(Tag.SeriesInstanceUID, VR.UI, reference.seriesInstanceUid());
    image.setString(Tag.StudyInstanceUID, VR.UI, reference.studyInstanceUid());
    image.setString(Tag.Modality, VR.CS, "DX");
    image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    image.setInt(Tag.SamplesPerPixel, VR.US, 1);
    image.setInt(Tag.Rows, VR.US, SIZE);
    image.setInt(Tag.Columns, VR.US, SIZE);
    image.setInt(Tag.BitsAllocated, VR.US, 16);
    image.setInt(Tag.BitsStored, VR.US, 12);
    image.setInt(Tag.HighBit, VR.US, 11);
    image.setInt(Tag.PixelRepresentation, VR.US, 0);
    byte[] pixels = new byte[2 * SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      int value = (i % SIZE + i / SIZE) * 2;
      pixels[2 * i] = (byte) value;
      pixels[2 * i + 1] = (byte) (value >> 8);
    }
    image.setBytes(Tag.PixelData, VR.OW, pixels);
    look.describe(image);
    Path file = directory.resolve("image.dcm");
    try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
      out.writeDataset(image.createFileMetaInformation(UID.ExplicitVRLittleEndian), image);
    }
    return file;
  }

  private static List<String> texts(Attributes annotation) {
    List<String> texts = new ArrayList<>();
    annotation
        .getSequence(Tag.TextObjectSequence)
        .forEach(item -> texts.add(item.getString(Tag.UnformattedTextValue)));
    return texts;
  }

  private static Attributes dataset(Path file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(Files.newInputStream(file))) {
      return in.readDataset(-1, -1);
    }
  }

  /** The pixels of a PGM of 8 bits. */
  private static byte[] pixels(Path pgm) throws IOException {
    byte[] bytes = Files.readAllBytes(pgm);
    assertThat(new String(bytes, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("P5");
    byte[] pixels = new byte[SIZE * SIZE];
    System.arraycopy(bytes, bytes.length - pixels.length, pixels, 0, pixels.length);
    return pixels;
  }
}
