package org.juxta.plugin.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.plugin.ledger.StudyState;

/** The prior comes with the study, or after it. */
class LatePriorTest {
  private static final Duration ALMOST_QUIET = Duration.ofSeconds(50);

  private final PipelineBench bench;
  private final Radiographs radiographs;

  LatePriorTest(@TempDir Path directory) throws IOException {
    this.bench = new PipelineBench(directory.resolve("data"));
    this.radiographs = new Radiographs(directory.resolve("files"));
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void aPriorThatIsStillArrivingIsWaitedFor() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(ALMOST_QUIET);
    bench.receive(radiographs.write(2025, 1, ChestProjection.LL));
    bench.queue().pass(Duration.ofSeconds(15));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.COMPLETE);
    bench.receive(radiographs.write(2025, 2, ChestProjection.PA));
    bench.queue().pass(ALMOST_QUIET);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.COMPLETE);
    bench.queue().pass(Duration.ofSeconds(30));

    List<ReportContent> reports = reportsOf(2026);
    assertThat(reports).hasSize(1);
    assertThat(comparedWith(reports.get(0))).isEqualTo(Radiographs.imageUid(2025, 2));
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void aStudyThatWaitsForItsPriorHoldsUpNoOther() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.receive(radiographs.write("P-2", 2024, 1, ChestProjection.PA));
    bench.queue().pass(ALMOST_QUIET);
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.queue().pass(Duration.ofSeconds(15));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.COMPLETE);
    assertThat(bench.study(2024).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void aPriorThatNeverStopsArrivingIsTakenAsItIsAndTheReportSaysSo() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    for (int i = 1; i <= 9; i++) {
      bench.receive(radiographs.write(2025, i, i == 1 ? ChestProjection.PA : ChestProjection.LL));
      bench.queue().pass(ALMOST_QUIET);
    }
    assertThat(reportsOf(2026)).hasSize(1);
    assertThat(comparedWith(reportsOf(2026).get(0))).isEqualTo(Radiographs.imageUid(2025, 1));
    assertThat(reportsOf(2026).get(0).comparison().reason()).endsWith("it was still arriving");

    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.study(2025).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(reportsOf(2026)).as("it would be compared with the same image again").hasSize(1);
  }

  @Test
  void aPriorThatComesAfterTheReportHasTheStudyReadAgain() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(reportsOf(2026)).hasSize(1);
    bench.queue().pass(Duration.ofHours(23));
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);

    List<ReportContent> reports = reportsOf(2026);
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).comparison().done()).isFalse();
    assertThat(comparedWith(reports.get(1))).isEqualTo(Radiographs.imageUid(2025, 1));
    assertThat(reports.get(1).predecessors())
        .extracting(DocumentReference::sopInstanceUid)
        .containsExactly(reports.get(0).identity().sopInstanceUid());
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2026).round()).isEqualTo(2);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void aPriorThatBecomesCompleteDuringTheReadingHasItReadAgain() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.reader.whileReading(
        () -> {
          bench.receive(write(2025));
          bench.clock.advance(PipelineBench.QUIET);
          bench.queue().runStepsBesideTheReading();
          assertThat(bench.study(2025).state()).isEqualTo(StudyState.COMPLETE);
        });
    bench.queue().pass(PipelineBench.QUIET);
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(reportsOf(2026)).hasSize(2);
    assertThat(reportsOf(2026).get(1).comparison().done()).isTrue();
  }

  @Test
  void aPriorThatComesADayLaterChangesNothing() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.queue().pass(Duration.ofHours(24));
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(reportsOf(2026)).hasSize(1);
  }

  @Test
  void anEarlierStudyThanThePriorChangesNothing() throws IOException {
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.write(2024, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(reportsOf(2026)).hasSize(1);
    assertThat(reportsOf(2025)).as("whose newest prior it is").hasSize(2);
  }

  @Test
  void aCrashAfterTheNewRoundWasBegunLosesNothing() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.receive(radiographs.write(2025, 1, ChestProjection.PA));
    bench.clock.advance(PipelineBench.QUIET);
    bench.queue().runNextStep();
    bench.queue().runNextStep();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.COMPLETE);
    bench.loseEveryJob();
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(reportsOf(2026)).hasSize(2);
  }

  private List<ReportContent> reportsOf(int study) {
    return bench.archives.received("PACS").stream()
        .filter(report -> report.study().studyInstanceUid().equals(Radiographs.studyUid(study)))
        .toList();
  }

  private static String comparedWith(ReportContent report) {
    assertThat(report.priorImages()).hasSize(1);
    return report.priorImages().get(0).reference().sopInstanceUid();
  }

  private Path write(int study) {
    try {
      return radiographs.write(study, 1, ChestProjection.PA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
