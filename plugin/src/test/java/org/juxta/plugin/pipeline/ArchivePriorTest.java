package org.juxta.plugin.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.plugin.ledger.PriorOutcome;
import org.juxta.plugin.ledger.PriorRanking;
import org.juxta.plugin.ledger.PriorSearchRow;
import org.juxta.plugin.ledger.StudyState;

/** The prior is in an archive, or is not, or does not come. */
class ArchivePriorTest {
  private final PriorPacs pacs = new PriorPacs();
  private final PipelineBench bench;
  private final Radiographs radiographs;

  ArchivePriorTest(@TempDir Path directory) throws IOException {
    this.bench = new PipelineBench(directory.resolve("data"), store -> List.of(pacs.in(store)));
    this.radiographs = new Radiographs(directory.resolve("files"));
    pacs.sendBy(bench::receive);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void aPriorThatTheArchiveHasIsFetchedAndComparedWith() throws IOException {
    pacs.has(2024, radiographs.write(2024, 1, ChestProjection.PA));
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    read2026();

    assertThat(report().priorImages())
        .extracting(image -> image.reference().sopInstanceUid())
        .containsExactly(Radiographs.imageUid(2025, 1));
    assertThat(report().comparison().reason())
        .isEqualTo("newest earlier chest radiograph, 365 days before; fetched from OLD@pacs:104");
    assertThat(pacs.asked()).containsExactly(Radiographs.imageUid(2025, 1));
    PriorSearchRow search = search();
    assertThat(search.outcome()).isEqualTo(PriorOutcome.FETCHED);
    assertThat(search.priorStudyUid()).isEqualTo(Radiographs.studyUid(2025));
    assertThat(search.ranking().asked())
        .containsExactly(
            new PriorRanking.Asked("our own store", "0 studies"),
            new PriorRanking.Asked(PriorPacs.NAME, "2 studies"));
    assertThat(search.ranking().candidates())
        .extracting(PriorRanking.Candidate::studyUid)
        .containsExactly(Radiographs.studyUid(2025), Radiographs.studyUid(2024));
  }

  @Test
  void aFetchedPriorIsNotReadAsAStudyNotEvenAfterARestart() throws IOException {
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    read2026();
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);

    assertThatThrownBy(() -> bench.study(2025)).isInstanceOf(NoSuchElementException.class);
    assertThat(bench.archives.received("PACS")).hasSize(1);
    assertThat(bench.reader.reads()).isEqualTo(1);
  }

  @Test
  void anImageOfAFetchedPriorThatIsSentForReadingIsRead() throws IOException {
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    read2026();
    bench.receive(radiographs.write(2025, 2, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(bench.study(2025).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void anArchiveThatHasNoneIsNamedAsAsked() throws IOException {
    read2026();

    assertThat(report().comparison().done()).isFalse();
    assertThat(report().comparison().reason())
        .isEqualTo("no prior: no other study of this patient is known; asked: OLD@pacs:104");
    assertThat(search().outcome()).isEqualTo(PriorOutcome.NONE);
  }

  @Test
  void anArchiveThatIsDownIsNotAnArchiveWithoutPriors() throws IOException {
    pacs.isDown();
    read2026();

    assertThat(report().comparison().reason())
        .isEqualTo(
            "prior could not be fetched: OLD@pacs:104 could not be asked: connection refused");
    assertThat(search().outcome()).isEqualTo(PriorOutcome.NOT_FETCHED);
  }

  @Test
  void aPriorOfOurOwnServesWhileTheArchiveIsDownAndTheReportSaysSo() throws IOException {
    bench.receive(radiographs.write(2024, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    pacs.isDown();
    read2026();

    assertThat(bench.archives.received("PACS").get(1).comparison().reason())
        .isEqualTo(
            "newest earlier chest radiograph, 730 days before;"
                + " OLD@pacs:104 could not be asked: connection refused");
    assertThat(search().outcome()).isEqualTo(PriorOutcome.HELD);
  }

  @Test
  void whenTheBestCannotBeHadTheNextOneIs() throws IOException {
    pacs.has(2024, radiographs.write(2024, 1, ChestProjection.PA));
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    pacs.loses(2025);
    read2026();

    assertThat(report().priorImages())
        .extracting(image -> image.reference().sopInstanceUid())
        .containsExactly(Radiographs.imageUid(2024, 1));
    assertThat(report().comparison().reason())
        .contains("fetched from OLD@pacs:104")
        .contains("has sent 0 of 1 images of the study of 2025-03-04: answers C-MOVE with A702H");
  }

  @Test
  void aPriorThatDoesNotComeIsNotAPriorThatDoesNotExist() throws IOException {
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    pacs.loses(2025);
    read2026();

    assertThat(report().comparison().reason())
        .startsWith("prior could not be fetched: OLD@pacs:104 has sent 0 of 1 images");
    assertThat(search().outcome()).isEqualTo(PriorOutcome.NOT_FETCHED);
    assertThat(bench.study(2026).state()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void whatComesUnderTheUidOfAnotherPatientIsNotComparedWith() throws IOException {
    pacs.has(2025, radiographs.write("P-2", 2025, 1, ChestProjection.PA));
    read2026();

    assertThat(report().comparison().done()).isFalse();
    assertThat(report().comparison().reason()).contains("is refused: it is of another patient");
  }

  @Test
  void whatIsHeldOfAPriorIsNotFetchedAgain() throws IOException {
    Path held = radiographs.write(2025, 1, ChestProjection.PA);
    pacs.has(2025, held, radiographs.write(2025, 2, ChestProjection.PA));
    bench.receive(held);
    bench.queue().pass(PipelineBench.QUIET);
    read2026();

    assertThat(pacs.asked()).containsExactly(Radiographs.imageUid(2025, 2));
    assertThat(bench.study(2025).round()).isEqualTo(1);
  }

  @Test
  void aSearchThatWasRecordedIsNotRepeatedAfterACrash() throws IOException {
    pacs.has(2025, radiographs.write(2025, 1, ChestProjection.PA));
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.clock.advance(PipelineBench.QUIET);
    for (int i = 0; i < 3; i++) {
      bench.queue().runNextStep();
    }
    assertThat(search().outcome()).isEqualTo(PriorOutcome.FETCHED);
    bench.loseEveryJob();
    bench.crashAndRestart();
    bench.queue().pass(PipelineBench.QUIET);

    assertThat(report().comparison().done()).isTrue();
    assertThat(pacs.asked()).hasSize(1);
  }

  private void read2026() throws IOException {
    bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
    bench.queue().pass(PipelineBench.QUIET);
    assertThat(bench.queue().waiting()).isEmpty();
  }

  private ReportContent report() {
    assertThat(bench.archives.received("PACS")).hasSize(1);
    return bench.archives.received("PACS").get(0);
  }

  private PriorSearchRow search() {
    return bench.searches().ofStudy(Radiographs.studyUid(2026)).get(0);
  }
}
