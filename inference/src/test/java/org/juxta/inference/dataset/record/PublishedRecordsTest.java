package org.juxta.inference.dataset.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Med-MIM's own files (github.com/Xikai97/Med-MIM), which counts made by other means describe. */
class PublishedRecordsTest {
  private static final String PREFIX = "Med_MIM_";
  private static final Path FOLDER =
      Path.of(System.getProperty("juxta.shared", ""), "data", "med-mim");

  @BeforeEach
  void areAtHand() {
    assumeTrue(Files.isDirectory(FOLDER), "no real data");
  }

  @ParameterizedTest
  @CsvSource({
    "benchmark_Held_in_Comparison, 344, 208, 0",
    "benchmark_Held_in_Coreference, 1463, 1403, 0",
    "benchmark_Held_in_Reasoning, 484, 454, 0",
    "benchmark_Held_in_Temporal, 933, 903, 0",
    "benchmark_Held_out_ODIR, 600, 300, 0",
    "benchmark_Held_out_RAD, 366, 291, 2",
    "train_inherent_Comparison, 3228, 2038, 0"
  })
  void everyRecordIsReadAsItIs(String name, int records, int closed, int unanswerable)
      throws IOException {
    RecordFile read = read(name);
    assertThat(read.problems()).isEmpty();
    assertThat(read.records()).hasSize(records);
    RecordAudit audit = RecordAudit.of(List.of(), read.records());
    assertThat(audit.closed()).isEqualTo(closed);
    assertThat(audit.unanswerable()).isEqualTo(unanswerable);
  }

  @Test
  void theLeaksOfTheBenchmarkAreFound() throws IOException {
    List<InstructionRecord> learned = read("train_inherent_Comparison").records();
    assertThat(RecordAudit.of(learned, read("benchmark_Held_in_Comparison").records()).shared())
        .isEqualTo(210);
    RecordAudit odir = RecordAudit.of(learned, read("benchmark_Held_out_ODIR").records());
    assertThat(odir.repeatedAnswer()).isEqualTo(102);
    assertThat(odir.shared()).isZero();
    assertThat(RecordAudit.of(learned, read("benchmark_Held_out_RAD").records()).longest())
        .isEqualTo(0.71, within(0.01));
    assertThat(RecordAudit.of(learned, read("benchmark_Held_in_Temporal").records()).longest())
        .isEqualTo(0.55, within(0.01));
  }

  private static RecordFile read(String name) throws IOException {
    return RecordFile.read(FOLDER.resolve(PREFIX + name + ".json"), null);
  }
}
