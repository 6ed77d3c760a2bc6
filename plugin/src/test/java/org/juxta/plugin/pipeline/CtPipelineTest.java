package org.juxta.plugin.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.plugin.demo.CtFiles;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;

/** A simulated patient's CT with a CT of before, from the first slice to the report. */
class CtPipelineTest {
  private static final CtProtocol COARSE = new CtProtocol(96, 400, 6, 6, 0, 15);
  private static final long SEED = 4;

  private final PipelineBench bench;
  private final Path files;
  private final Set<String> before = new HashSet<>();

  CtPipelineTest(@TempDir Path directory) throws IOException {
    this.bench = new PipelineBench(directory.resolve("data"));
    this.files = directory.resolve("files");
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void aModelThatDeclaresCtIsShownMatchedSlicesAndTheReportNamesThem() throws IOException {
    bench.reader.declareCt();
    CtFiles.write(SEED, files, COARSE, 0, () -> {});
    Map<String, StoredInstance> prior = receive("prior");
    Map<String, StoredInstance> current = receive("current");

    ReportContent report = bench.archives.received("PACS").get(1);

    assertThat(report.outcome().succeeded()).isTrue();
    assertThat(report.comparison().done()).isTrue();
    List<ReportedFinding> found =
        report.findings().stream().filter(f -> f.presence() == Presence.PRESENT).toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(3);
    for (ReportedFinding finding : found) {
      assertThat(current).containsKey(requireNonNull(finding.image()).sopInstanceUid());
      assertThat(prior).containsKey(requireNonNull(finding.comparedWith()).sopInstanceUid());
      // The scripted reader points at the second quarter of what it is shown.
      assertThat(requireNonNull(finding.region()).x0()).isEqualTo(24);
      assertThat(requireNonNull(finding.region()).x1()).isEqualTo(48);
    }
    String document = bench.readings().find(study(current), 1).orElseThrow().document();
    assertThat(document).contains("registered by rigid registration", "most changed");
  }

  @Test
  void aModelForRadiographsIsNotAskedAndThePairingIsRecorded() throws IOException {
    CtFiles.write(SEED, files, COARSE, 1, () -> {});
    receive("prior");
    Map<String, StoredInstance> current = receive("current");

    StudyRow row = bench.ledgerRow(study(current));
    assertThat(row.state()).isEqualTo(StudyState.NOT_READ);
    assertThat(row.reason())
        .startsWith("CT is read by models that declare CT only, scripted declares CR, DX, RG")
        .contains("one slice is missing", "registered by rigid registration", "key slices");
    assertThat(bench.reader.reads()).isZero();
    assertThat(bench.archives.received("PACS")).isEmpty();
  }

  @Test
  void aSeriesWithAGapIsRecordedWithItsReason() throws IOException {
    bench.reader.declareCt();
    CtFiles.write(SEED, files, COARSE, 4, () -> {});

    StudyRow row = bench.ledgerRow(study(receive("current")));

    assertThat(row.state()).isEqualTo(StudyState.NOT_READ);
    assertThat(row.reason()).startsWith("no CT volume").contains("4 of").contains("are missing");
  }

  /** By SOP Instance UID what was received of one date. */
  private Map<String, StoredInstance> receive(String date) throws IOException {
    Map<String, StoredInstance> received = new HashMap<>();
    try (Stream<Path> slices = Files.list(files.resolve("PHANTOM-000004/" + date + "/ct"))) {
      slices.sorted().forEach(bench::receive);
    }
    bench.queue().pass(PipelineBench.QUIET);
    for (var summary : bench.store().studies()) {
      for (StoredInstance instance : bench.store().instancesOfStudy(summary.studyInstanceUid())) {
        received.put(instance.sopInstanceUid(), instance);
      }
    }
    received.keySet().removeAll(before);
    before.addAll(received.keySet());
    return received;
  }

  private static String study(Map<String, StoredInstance> slices) {
    return slices.values().iterator().next().studyInstanceUid();
  }
}
