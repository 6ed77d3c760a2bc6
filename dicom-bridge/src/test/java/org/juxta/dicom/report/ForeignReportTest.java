package org.juxta.dicom.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.module.DocumentFile;
import org.juxta.dicom.testing.SharedData;

/** Reports by others, and files that are none or were made to break a reader. */
class ForeignReportTest {
  private static final byte[] WHOLE = whole();

  @Test
  void theReportsOfHighdicomAreRead() throws Exception {
    ReportContent report =
        ReportReader.read(
            SharedData.require(
                "data/dicom/highdicom/data/test_files/sr_document_with_multiple_groups.dcm"));

    assertThat(report.findings()).isNotEmpty();
    assertThat(report.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.trackingUid()).isNotEmpty();
              assertThat(finding.presence()).isEqualTo(Presence.PRESENT);
            });
    assertThat(report.currentImages()).isNotEmpty();
    assertThat(report.study().studyInstanceUid()).isNotEmpty();
  }

  @Test
  void theReportOfDcmqiIsRead() throws Exception {
    ReportContent report =
        ReportReader.read(SharedData.require("data/dicom/dcmqi/data/sr-example/sr.dcm"));

    assertThat(report.findings()).isNotEmpty();
    assertThat(report.findings()).allSatisfy(finding -> assertThat(finding.region()).isNull());
  }

  @Test
  void whatAReportOfOthersSaysBesidesIsNotedAndKeptOut() throws Exception {
    ReadReport read =
        ReportReader.readAny(SharedData.require("data/dicom/dcmqi/data/sr-example/sr.dcm"));

    assertThat(read.content().findings()).isNotEmpty();
    assertThat(read.leftOut())
        .isNotEmpty()
        .allSatisfy(note -> assertThat(note).startsWith("in "))
        .anySatisfy(note -> assertThat(note).contains("NUM "));
  }

  /**
   * Trees that a parser takes and a template does not expect: items gone, doubled, of another value
   * type, without a name, without their value, or put below another.
   */
  @Property(tries = 500)
  void aReportWithADisorderedTreeIsReadOrRefused(@ForAll long seed) throws Exception {
    Attributes document;
    try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(WHOLE))) {
      document = in.readDataset(-1, -1);
    }
    Random random = new Random(seed);
    for (int i = random.nextInt(12); i >= 0; i--) {
      disorder(document, random);
    }
    Path file = Files.createTempFile("disordered", ".dcm");
    try {
      Files.write(file, DocumentFile.encode(document));
      ReadReport read = ReportReader.readAny(file);
      assertThat(read.leftOut()).doesNotContainNull();
      ReportText.of(read.content());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("malformed");
    } finally {
      Files.delete(file);
    }
  }

  private static void disorder(Attributes document, Random random) {
    List<Attributes> items = new ArrayList<>();
    collect(document, items);
    Attributes item = items.get(random.nextInt(items.size()));
    List<String> types =
        List.of("CONTAINER", "TEXT", "CODE", "NUM", "IMAGE", "SCOORD", "SCOORD3D", "TABLE", "");
    switch (random.nextInt(8)) {
      case 0 -> item.setString(Tag.ValueType, VR.CS, types.get(random.nextInt(types.size())));
      case 1 -> item.remove(Tag.ConceptNameCodeSequence);
      case 2 -> item.remove(Tag.ContentSequence);
      case 3 -> item.setString(Tag.RelationshipType, VR.CS, "INFERRED FROM");
      case 4 -> item.setFloat(Tag.GraphicData, VR.FL, Float.NaN, -1, 1e30f);
      case 5 -> {
        item.remove(Tag.ConceptCodeSequence);
        item.remove(Tag.MeasuredValueSequence);
        item.remove(Tag.TextValue);
        item.remove(Tag.ReferencedSOPSequence);
      }
      case 6 -> item.newSequence(Tag.MeasuredValueSequence, 0);
      default -> {
        Sequence children = item.getSequence(Tag.ContentSequence);
        if (children == null) {
          children = item.newSequence(Tag.ContentSequence, 1);
        }
        children.add(new Attributes(items.get(random.nextInt(items.size()))));
      }
    }
  }

  private static void collect(Attributes item, List<Attributes> into) {
    into.add(item);
    Sequence children = item.getSequence(Tag.ContentSequence);
    if (children != null) {
      children.forEach(child -> collect(child, into));
    }
  }

  @Test
  void everyFileAtHandIsAReportOrARefusalWithItsReason() throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.walk(SharedData.require("data/dicom"))) {
      files = found.filter(Files::isRegularFile).toList();
    }
    int reports = 0;
    for (Path file : files) {
      try {
        ReportReader.read(file);
        reports++;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
    assertThat(files).hasSizeGreaterThan(400);
    assertThat(reports).isEqualTo(3);
  }

  @Test
  void aTextFileIsRefusedWithAReason(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "no DICOM at all");

    assertThatIOException()
        .isThrownBy(() -> ReportReader.read(file))
        .withMessageContaining("a.txt cannot be read as a report");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_500, 200_000})
  void aTreeNestedTooDeepIsRefused(int levels, @TempDir Path directory) throws Exception {
    Path file = ReportJudgesTest.write(ReportKind.NO_FINDINGS, directory);
    ReportJudgesTest.edit(
        file,
        document -> {
          document.remove(Tag.ContentTemplateSequence);
          document.remove(Tag.ContentSequence);
        });
    nest(file, levels);

    assertThatIOException()
        .isThrownBy(() -> ReportReader.read(file))
        .withMessageContaining("cannot be read as a report")
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .containsAnyOf("nested deeper than 64 levels", "StackOverflowError"));
  }

  @Test
  void aReportThatNamesNoEvidenceIsStillRead(@TempDir Path directory) throws Exception {
    Path file = ReportJudgesTest.write(ReportKind.FINDINGS_WITHOUT_PRIOR, directory);
    ReportJudgesTest.edit(
        file, document -> document.remove(Tag.CurrentRequestedProcedureEvidenceSequence));

    ReportContent report = ReportReader.read(file);

    assertThat(report.findings())
        .hasSameSizeAs(ReportKind.FINDINGS_WITHOUT_PRIOR.content().findings());
    assertThat(report.currentImages()).hasSize(1);
    assertThat(report.currentImages().get(0).reference().seriesInstanceUid()).isEmpty();
  }

  @Property(tries = 500)
  void aDamagedReportIsReadOrRefused(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int length = random.nextInt(4) == 0 ? random.nextInt(WHOLE.length) : WHOLE.length;
    byte[] damaged = Arrays.copyOf(WHOLE, length);
    for (int i = random.nextInt(8); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    Path file = Files.createTempFile("damaged", ".dcm");
    try {
      Files.write(file, damaged);
      assertThat(ReportReader.read(file)).isNotNull();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  /** Puts that many containers into one another, at the end of a document without content. */
  private static void nest(Path file, int levels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Files.readAllBytes(file));
    HexFormat hex = HexFormat.of();
    // Content Sequence and item of undefined length; Value Type "CONTAINER ".
    byte[] open = hex.parseHex("400030a753510000ffffffff" + "feff00e0ffffffff");
    byte[] value =
        hex.parseHex("400040a043530a00" + hex.formatHex("CONTAINER ".getBytes(US_ASCII)));
    byte[] close = hex.parseHex("feff0de000000000" + "feffdde000000000");
    for (int i = 0; i < levels; i++) {
      bytes.write(open);
      bytes.write(value);
    }
    for (int i = 0; i < levels; i++) {
      bytes.write(close);
    }
    Files.write(file, bytes.toByteArray());
  }

  private static byte[] whole() {
    try {
      return ReportWriter.encode(ReportKind.FINDINGS_WITH_PRIOR.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
