package org.juxta.plugin.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.radiograph.ChestProjection;
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
    bench.reader.whileReading(
        () -> {
          throw new ProcessEnds();
        });
    bench.clock.advance(PipelineBench.QUIET);
    for (int i = 0; i < 4; i++) {
      bench.queue().runNextStep();
    }
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.READING);
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);
    everyArchiveHasOneReport();
    assertThat(bench.reader.reads()).isEqualTo(2);
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
