package org.juxta.plugin.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.plugin.ledger.StudyEvent;
import org.juxta.plugin.ledger.StudyState;

/**
 * The process ends between any two steps; the next one goes on, and every archive gets one report.
 */
class RestartTest {
  private final PipelineBench bench;
  private final Radiographs radiographs;

  RestartTest(@TempDir Path directory) throws IOException {
    this.bench = new PipelineBench(directory.resolve("data"));
    this.radiographs = new Radiographs(directory.resolve("files"));
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  /**
   * Where the process ends: after so many steps that were due, with or without the next job queued.
   */
  @ParameterizedTest(name = "after {0}, next job queued: {2}")
  @CsvSource({
    "RECEIVING, 0, true", "RECEIVING, 0, false",
    "COMPLETE, 1, true", "COMPLETE, 1, false",
    "COMPLETE, 3, true", "COMPLETE, 3, false",
    "READ, 4, true", "READ, 4, false",
    "REPORTED, 5, true", "REPORTED, 5, false",
    "DELIVERED, 6, true", "DELIVERED, 6, false",
  })
  void betweenTwoSteps(StudyState reached, int steps, boolean nextQueued) throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.clock.advance(PipelineBench.QUIET);
    for (int i = 0; i < steps; i++) {
      bench.queue().runNextStep();
    }
    assertThat(bench.study(2026).state()).isEqualTo(reached);
    if (!nextQueued) {
      bench.loseEveryJob();
    }
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
  }

  @Test
  void anInstanceThatWasStoredButNotNoticed() throws IOException {
    bench.keep(radiographs.write(2026, 1, ChestProjection.PA));
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
  }

  @Test
  void anInstanceOfAReportedStudyThatWasStoredButNotNoticed() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.keep(radiographs.write(2026, 2, ChestProjection.AP));
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.archives.received("PACS")).hasSize(2);
    assertThat(bench.archives.received("PACS").get(1).predecessors()).hasSize(1);
  }

  @Test
  void inTheMiddleOfAReading() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    dieInTheNextReading();
    bench.start();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.READING);
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
    assertThat(bench.reader.reads()).isEqualTo(2);
  }

  @Test
  void aStudyThatEndsTheProcessThreeTimesIsReportedAsFailedAndTheOthersAreRead()
      throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.receive(radiographs.write("P-2", 2024, 1, ChestProjection.PA));
    for (int start = 0; start < 3; start++) {
      dieInTheNextReading();
      bench.start();
    }
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(bench.archives.received("PACS")).hasSize(2);
    ReportContent failed = bench.archives.received("PACS").get(0);
    assertThat(failed.outcome().failureReason())
        .isEqualTo("the process ended 3 times while it read this study");
    assertThat(bench.archives.received("PACS").get(1).outcome().complete()).isTrue();
    assertThat(bench.reader.reads()).as("3 that killed, 1 of the other study").isEqualTo(4);
  }

  @Test
  void anErrorOrAnOrderlyEndIsNoCountedDeath() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    for (int time = 0; time < 5; time++) {
      bench.reader.failNext(1);
      bench.clock.advance(PipelineBench.QUIET);
      bench.queue().runDueOnce();
      bench.queue().runDueOnce();
      bench.crashAndRestart();
    }
    for (int time = 0; time < 5; time++) {
      assertThat(bench.studies().beginReading(Radiographs.studyUid(2026), 1)).isPresent();
      bench.studies().readingsBrokenOff();
      bench.crashAndRestart();
    }
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
    assertThat(bench.archives.received("PACS").get(0).outcome().complete()).isTrue();
  }

  @Test
  void whatWasGivenUpIsTriedOnceMore() throws IOException {
    bench.archives.down("PACS");
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.queue().pass(Duration.ofDays(7));
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.FAILED);
    int attempts = bench.archives.attempts();

    bench.crashAndRestart();
    bench.queue().pass(Duration.ofHours(1));
    assertThat(bench.archives.attempts()).as("once").isEqualTo(attempts + 1);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.FAILED);
    assertThat(bench.queue().waiting()).isEmpty();

    bench.archives.up("PACS");
    bench.crashAndRestart();
    bench.queue().pass(Duration.ofMinutes(1));
    everyArchiveHasOneReport();
  }

  @Test
  void whatWasGivenUpForAnArchiveThatIsNotSetAnyMoreStaysSo() throws IOException {
    bench.archives.down("PACS");
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    bench.queue().pass(Duration.ofDays(7));
    bench.setArchives("VNA@localhost:2");
    bench.crashAndRestart();
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.FAILED);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void aStudyThatFailedIsTakenUpWhereItFailed() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.clock.advance(PipelineBench.QUIET);
    for (int step = 0; step < 4; step++) {
      bench.queue().runNextStep();
    }
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.READ);
    bench.studies().apply(Radiographs.studyUid(2026), 1, StudyEvent.GIVEN_UP, "out of order");
    bench.queue().runDue();
    assertThat(bench.archives.attempts()).isZero();

    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
    assertThat(bench.reader.reads()).as("it was read before it failed").isEqualTo(1);
  }

  @Test
  void reportsThatWereWrittenWithoutArchiveGoOutWhenOneIsSet() throws IOException {
    bench.setArchives();
    bench.crashAndRestart();
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.REPORTED);
    assertThat(bench.queue().waiting()).isEmpty();

    bench.setArchives("PACS@localhost:1", "VNA@localhost:2");
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
  }

  /** The process is gone in the middle of a reading, and writes nothing more. */
  private void dieInTheNextReading() {
    bench.reader.whileReading(
        () -> {
          try {
            bench.crash();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          throw new ProcessEnds();
        });
    assertThatThrownBy(() -> bench.queue().pass(PipelineBench.QUIET)).isNotNull();
  }

  @Test
  void restartingAgainAndAgainChangesNothing() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    for (int i = 0; i < 3; i++) {
      bench.crashAndRestart();
      bench.queue().pass(PipelineBench.QUIET);
    }
    everyArchiveHasOneReport();
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void everyJobMayRunAgainAfterItsResultWasRecorded() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
    String round = Radiographs.studyUid(2026) + "#1";
    String report =
        bench.reports().ofRound(Radiographs.studyUid(2026), 1).orElseThrow().sopInstanceUid();
    bench.queue().submit("complete", round, bench.clock.instant());
    bench.queue().submit("read", round, bench.clock.instant());
    bench.queue().submit("report", round, bench.clock.instant());
    bench.queue().submit("deliver", report + "@PACS", bench.clock.instant());
    bench.queue().runDue();
    everyArchiveHasOneReport();
    assertThat(bench.reader.reads()).isEqualTo(1);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  @Test
  void aStudyThatIsNotReadIsNotReadAgain() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.LL));
    bench.queue().pass(PipelineBench.QUIET);
    bench.crashAndRestart();
    assertThat(bench.queue().waiting()).isEmpty();
  }

  private void everyArchiveHasOneReport() {
    assertThat(bench.archives.received("PACS")).hasSize(1);
    assertThat(bench.archives.received("VNA")).hasSize(1);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2026).round()).isEqualTo(1);
  }

  private static final class ProcessEnds extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
