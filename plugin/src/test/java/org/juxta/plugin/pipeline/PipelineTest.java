package org.juxta.plugin.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.DeliveryState;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.ReportRow;
import org.juxta.plugin.ledger.StudyState;

class PipelineTest {
  private final PipelineBench bench;
  private final Radiographs radiographs;
  private final Path files;

  PipelineTest(@TempDir Path directory) throws IOException {
    this.bench = new PipelineBench(directory.resolve("data"));
    this.files = directory.resolve("files");
    this.radiographs = new Radiographs(files);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void aStudyIsReadAgainstItsPriorAndReportedToEveryArchive() throws IOException {
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);

    for (String archive : List.of("PACS", "VNA")) {
      assertThat(bench.archives.received(archive))
          .extracting(report -> report.study().studyInstanceUid())
          .containsExactly(Radiographs.studyUid(2025), Radiographs.studyUid(2026));
    }
    ReportContent report = bench.archives.received("PACS").get(1);
    assertThat(report.outcome().succeeded()).isTrue();
    assertThat(report.comparison().done()).isTrue();
    assertThat(report.study().patientId()).isEqualTo("P-1");
    assertThat(report.notice()).isEqualTo("Not for clinical use");
    assertThat(report.findings()).hasSize(5);
    ReportedFinding nodule = report.findings().get(0);
    assertThat(nodule.presence()).isEqualTo(Presence.PRESENT);
    assertThat(nodule.change()).isEqualTo(IntervalChange.WORSENED);
    assertThat(requireNonNull(nodule.image()).sopInstanceUid())
        .isEqualTo(Radiographs.imageUid(2026, 1));
    assertThat(requireNonNull(nodule.comparedWith()).sopInstanceUid())
        .isEqualTo(Radiographs.imageUid(2025, 1));
    assertThat(requireNonNull(nodule.region()).x1()).isEqualTo(Radiographs.SIZE / 2.0);
    assertThat(report.findings().get(1).presence()).isEqualTo(Presence.ABSENT);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void aStudyOfTwoPatientsIsNotReportedUnderEither() throws IOException {
    bench.receive(radiographs.write("P-1", 2026, 1, ChestProjection.PA));
    bench.receive(radiographs.write("P-2", 2026, 2, ChestProjection.LL));
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(bench.study(2026).state()).isEqualTo(StudyState.NOT_READ);
    assertThat(bench.study(2026).reason()).contains("2 different patients");
    assertThat(bench.archives.received("PACS")).isEmpty();
  }

  @Test
  void aStudyWithoutPriorIsReadAndTheReasonIsRecorded() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.AP));
    bench.queue().pass(PipelineBench.QUIET);
    ReportContent report = bench.archives.received("PACS").get(0);
    assertThat(report.comparison().done()).isFalse();
    assertThat(report.comparison().reason()).contains("no other study of this patient");
    assertThat(report.findings().get(0).change()).isNull();
    ReadingRow reading = bench.readings().find(Radiographs.studyUid(2026), 1).orElseThrow();
    assertThat(reading.priorStudyUid()).isNull();
    assertThat(reading.priorReason()).isEqualTo(report.comparison().reason());
  }

  @Test
  void theQuietPeriodBeginsAnewWithEachInstance() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(Duration.ofSeconds(59));
    bench.receive(radiographs.write(2026, 2, ChestProjection.LL));
    bench.queue().pass(Duration.ofSeconds(59));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.RECEIVING);
    bench.queue().pass(Duration.ofSeconds(1));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2026).images()).isEqualTo(2);
    assertThat(bench.reader.reads()).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackByAYearMakesNoStudyWaitForIt() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.clock.advance(Duration.ofDays(-365));
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void aStudyThatGrowsIsReadAgainAndItsReportNamesTheOneItReplaces() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.write(2026, 2, ChestProjection.AP));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.RECEIVING);
    bench.queue().pass(PipelineBench.QUIET);

    List<ReportContent> reports = bench.archives.received("PACS");
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).predecessors()).isEmpty();
    assertThat(reports.get(1).predecessors())
        .extracting(DocumentReference::sopInstanceUid)
        .containsExactly(reports.get(0).identity().sopInstanceUid());
    assertThat(reports.get(1).findings())
        .extracting(ReportedFinding::trackingId)
        .contains("nodule 1", "nodule 2");
    assertThat(bench.study(2026).round()).isEqualTo(2);
  }

  @Test
  void aStudyThatGrowsWhileItIsReadIsReportedOnceWithEverything() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    Path late = radiographs.write(2026, 2, ChestProjection.AP);
    bench.reader.whileReading(() -> bench.receive(late));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.received("PACS")).isEmpty();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.received("PACS")).hasSize(1);
    assertThat(bench.archives.received("PACS").get(0).currentImages()).hasSize(2);
    assertThat(bench.archives.received("PACS").get(0).predecessors()).isEmpty();
  }

  @Test
  void aReportOfOursThatComesBackChangesNothing() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    ReportRow report = bench.reports().ofRound(Radiographs.studyUid(2026), 1).orElseThrow();
    bench.receive(reportFile(report));
    assertThat(bench.store().instance(report.sopInstanceUid())).isPresent();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.queue().waiting()).isEmpty();
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.reader.reads()).isEqualTo(1);
    assertThat(bench.archives.attempts()).isEqualTo(2);
  }

  @Test
  void aLateralViewAloneIsNotReadAndTheReasonIsRecorded() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.LL));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.NOT_READ);
    assertThat(bench.study(2026).reason()).contains("1 x view LL, not frontal");
    assertThat(bench.reader.reads()).isZero();
    assertThat(bench.archives.attempts()).isZero();
  }

  @Test
  void aStudyOfAReportAloneIsNotReadAndTheReasonIsRecorded() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    ReportRow report = bench.reports().ofRound(Radiographs.studyUid(2026), 1).orElseThrow();
    Path other = files.resolve("other");
    try (PipelineBench elsewhere = new PipelineBench(other)) {
      elsewhere.receive(reportFile(report));
      elsewhere.queue().pass(PipelineBench.QUIET);
      assertThat(elsewhere.study(2026).state()).isEqualTo(StudyState.NOT_READ);
      assertThat(elsewhere.study(2026).reason()).contains("no image");
    }
  }

  @Test
  void anImageWhosePixelsCannotBeReadGetsAReportThatSaysSo() throws IOException {
    Path broken = radiographs.write(2026, 1, ChestProjection.PA);
    cutInPixelData(broken);
    bench.receive(broken);
    bench.queue().pass(PipelineBench.QUIET);
    ReportContent report = bench.archives.received("PACS").get(0);
    assertThat(report.outcome().succeeded()).isFalse();
    assertThat(report.outcome().failureReason()).isNotEmpty();
    assertThat(report.findings()).isEmpty();
    assertThat(bench.reader.reads()).isZero();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void oneOfTwoImagesThatCannotBeReadIsNamedInTheReportAndInTheLedger() throws IOException {
    Path broken = radiographs.write(2026, 2, ChestProjection.AP);
    cutInPixelData(broken);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.receive(broken);
    bench.queue().pass(PipelineBench.QUIET);

    ReportContent report = bench.archives.received("PACS").get(0);
    assertThat(report.outcome().extent()).isEqualTo(ReadingOutcome.Extent.SOME);
    assertThat(report.outcome().failureReason()).startsWith(Radiographs.imageUid(2026, 2) + ": ");
    assertThat(report.findings()).isNotEmpty();
    ReadingRow reading = bench.readings().find(Radiographs.studyUid(2026), 1).orElseThrow();
    assertThat(reading.outcome())
        .startsWith("1 of 2 images read; " + Radiographs.imageUid(2026, 2) + ": ");
  }

  @Test
  void anObjectWhoseHeaderCannotBeReadIsNamedInTheReport() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    Path broken = radiographs.write(2026, 2, ChestProjection.AP);
    bench.receive(broken);
    Files.writeString(
        bench.store().instance(Radiographs.imageUid(2026, 2)).orElseThrow().file(), "lost");
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.received("PACS").get(0).outcome().failureReason())
        .startsWith(Radiographs.imageUid(2026, 2) + ": ");
  }

  @Test
  void aCorrectedImageUnderAnotherStudyIsRecordedAsNotRead() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.writeUnderStudy("2.25.1000.9999", 2026, 1));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.ledgerRow("2.25.1000.9999").state()).isEqualTo(StudyState.NOT_READ);
    assertThat(bench.ledgerRow("2.25.1000.9999").reason())
        .contains("its 1 objects", "new SOP Instance UIDs");
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.archives.received("PACS")).hasSize(1);
  }

  @Test
  void aReportWhoseFileIsGoneIsGivenUpAtOnceWithWhatToDo() throws IOException {
    bench.archives.down("PACS");
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    Path file = reportFile(bench.reports().ofRound(Radiographs.studyUid(2026), 1).orElseThrow());
    byte[] report = Files.readAllBytes(file);
    Files.delete(file);
    bench.queue().pass(Duration.ofMinutes(1));
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.GIVEN_UP);
    assertThat(delivery("PACS").lastOutcome())
        .contains(file.toString(), "bring it back from a backup and restart");

    Files.write(file, report);
    bench.archives.up("PACS");
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void aReportThatCannotBeSentIsNotSaidToBeRefused() throws IOException {
    bench.archives.answer(
        "PACS", new SendOutcome.Refused(SendOutcome.Refused.NOT_SENT, "no DICOM Part 10 file"));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(delivery("PACS").lastOutcome()).isEqualTo("not sent: no DICOM Part 10 file");
  }

  @Test
  void aPriorWhosePixelsCannotBeReadIsLeftOutAndTheReportSaysSo() throws IOException {
    Path broken = radiographs.write(2025, 1, ChestProjection.PA);
    cutInPixelData(broken);
    bench.keep(broken);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    ReportContent report = bench.archives.received("PACS").get(0);
    assertThat(report.outcome().succeeded()).isTrue();
    assertThat(report.comparison().done()).isFalse();
    assertThat(report.comparison().reason()).contains("the prior image cannot be read");
  }

  @Test
  void aModelThatFailsOnceIsAskedAgain() throws IOException {
    bench.reader.failNext(1);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.received("PACS")).isEmpty();
    bench.queue().pass(Duration.ofMinutes(1));
    assertThat(bench.archives.received("PACS")).hasSize(1);
    assertThat(bench.archives.received("PACS").get(0).outcome().succeeded()).isTrue();
  }

  @Test
  void aModelThatAlwaysFailsIsReportedAsAFailedReading() throws IOException {
    bench.reader.failNext(1000);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    for (int i = 0; i < 10; i++) {
      bench.queue().pass(PipelineBench.QUIET);
    }
    assertThat(bench.reader.reads()).isEqualTo(4);
    ReportContent report = bench.archives.received("PACS").get(0);
    assertThat(report.outcome().failureReason()).isEqualTo("the model is out of order");
  }

  @Test
  void anArchiveThatIsDownForAnHourGetsTheReportOnceWhenItIsBack() throws IOException {
    bench.archives.down("PACS");
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    for (int i = 0; i < 60; i++) {
      bench.queue().pass(Duration.ofMinutes(1));
    }
    assertThat(bench.archives.received("VNA")).as("the other one waits for nobody").hasSize(1);
    assertThat(bench.archives.received("PACS")).isEmpty();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.REPORTED);
    assertThat(delivery("PACS").lastOutcome()).contains("connection refused");
    assertThat(delivery("PACS").attempts()).isBetween(10, 30);

    bench.archives.up("PACS");
    bench.crashAndRestart();
    for (int i = 0; i < 10; i++) {
      bench.queue().pass(Duration.ofMinutes(1));
    }
    assertThat(bench.archives.received("PACS")).hasSize(1);
    assertThat(bench.archives.received("VNA")).hasSize(1);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void anArchiveThatNeverComesBackIsGivenUpWithTheReason() throws IOException {
    bench.archives.down("PACS");
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    for (int i = 0; i < 8 * 24 * 12; i++) {
      bench.queue().pass(Duration.ofMinutes(5));
    }
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.GIVEN_UP);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.FAILED);
    assertThat(bench.study(2026).reason()).contains("PACS", "connection refused");
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void anArchiveThatDoesNotUnderstandTheReportIsNotAskedForEver() throws IOException {
    bench.archives.answer("PACS", new SendOutcome.Refused(0xC123, "no SR here"));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    for (int i = 0; i < 60; i++) {
      bench.queue().pass(Duration.ofMinutes(1));
    }
    assertThat(delivery("PACS").attempts()).isEqualTo(5);
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.GIVEN_UP);
    assertThat(delivery("PACS").lastOutcome()).contains("C123H no SR here");
    assertThat(delivery("VNA").state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void anArchiveWithoutRoomIsTriedUntilItHasSome() throws IOException {
    bench.archives.answer("PACS", new SendOutcome.Refused(0xA700, "disk full"));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    for (int i = 0; i < 60; i++) {
      bench.queue().pass(Duration.ofMinutes(1));
    }
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.PENDING);
    bench.archives.answer("PACS", new SendOutcome.Delivered("had it already"));
    bench.queue().pass(Duration.ofMinutes(10));
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void whatIsDrawnGoesBehindTheReportOnceForEachImage() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(bench.archives.drawn("PACS")).hasSize(1);
    assertThat(delivery("PACS").lastOutcome()).isEqualTo("stored; presentation state stored");
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.drawn("PACS")).hasSize(1);
  }

  @Test
  void anArchiveThatTakesNoPresentationStatesHasTheReportAllTheSame() throws IOException {
    bench.archives.answerToDrawings("PACS", new SendOutcome.Refused(0x0122, "no PR here"));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery("PACS").lastOutcome())
        .isEqualTo("stored; presentation state refused with 0122H");
    assertThat(bench.archives.received("PACS")).hasSize(1);
  }

  @Test
  void anArchiveThatGoesDownBehindTheReportGetsWhatIsDrawnLater() throws IOException {
    bench.archives.answerToDrawings("PACS", new SendOutcome.Unreachable("broken off"));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.PENDING);
    assertThat(delivery("PACS").lastOutcome())
        .isEqualTo("report stored; presentation state: broken off");

    bench.archives.answerToDrawings("PACS", new SendOutcome.Delivered(""));
    bench.queue().pass(Duration.ofMinutes(10));

    assertThat(delivery("PACS").state()).isEqualTo(DeliveryState.DELIVERED);
  }

  private DeliveryRow delivery(String archive) {
    ReportRow report = bench.reports().ofRound(Radiographs.studyUid(2026), 1).orElseThrow();
    return bench.reports().deliveries(report.sopInstanceUid()).stream()
        .filter(row -> row.archive().equals(archive))
        .findFirst()
        .orElseThrow();
  }

  private Path reportFile(ReportRow report) {
    return bench.reportDirectory().resolve(report.file());
  }

  /** The header goes on to say 32 x 32, but pixel data ends in the middle. */
  private static void cutInPixelData(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int pixelBytes = Radiographs.SIZE * Radiographs.SIZE * 2;
    int lengthAt = bytes.length - pixelBytes - 4;
    byte[] cut = Arrays.copyOf(bytes, bytes.length - pixelBytes / 2);
    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(lengthAt, pixelBytes / 2);
    Files.write(file, cut);
  }
}
