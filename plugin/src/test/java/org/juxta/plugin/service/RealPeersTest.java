package org.juxta.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.ReportReader;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.testing.FreePort;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.pipeline.ScriptedReader;

/** Sent by dcmtk, read, delivered to dcmtk and Orthanc, all over real associations. */
class RealPeersTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path directory;
  private final Radiographs radiographs;

  RealPeersTest(@TempDir Path directory) {
    this.directory = directory;
    this.radiographs = new Radiographs(directory.resolve("files"));
  }

  @Test
  void whatStorescuSendsComesBackAsAReportInEveryArchive() throws Exception {
    Path received = directory.resolve("received");
    try (PeerServer storescp = PeerServer.storescp(received);
        PeerServer orthanc = PeerServer.orthanc(directory.resolve("orthanc"));
        Juxta juxta = start(List.of(node("DCMTK", storescp), node("ORTHANC", orthanc)))) {
      storescu(juxta, radiographs.write(2025, 1, ChestProjection.PA));
      storescu(
          juxta,
          radiographs.write(2026, 1, ChestProjection.PA),
          radiographs.write(2026, 2, ChestProjection.LL));
      awaitDelivered(juxta, 2025);
      awaitDelivered(juxta, 2026);

      assertThat(reports(received)).hasSize(2);
      assertThat(files(received)).as("a presentation state with each report").hasSize(4);
      ReportContent report = reportOf(received, 2026);
      assertThat(report.comparison().done()).isTrue();
      assertThat(report.findings().get(0).change()).isEqualTo(IntervalChange.WORSENED);
      for (Path file : reports(received)) {
        PeerProgram.Result dump = PeerProgram.run("dsrdump", file.toString());
        assertThat(dump.exitStatus()).as(dump.output()).isZero();
        assertThat(dump.output()).contains("Imaging Measurement Report");
      }
      assertThat(seriesInOrthanc(orthanc, 2025)).containsOnlyOnce("[SR]");
      assertThat(seriesInOrthanc(orthanc, 2026)).containsOnlyOnce("[SR]").containsOnlyOnce("[PR]");
    }
  }

  @Test
  void anArchiveThatStartsLateGetsTheReport() throws Exception {
    int port = FreePort.next();
    try (Juxta juxta = start(List.of("LATE@127.0.0.1:" + port))) {
      storescu(juxta, radiographs.write(2026, 1, ChestProjection.PA));
      Awaitility.await("the first attempt")
          .atMost(LONG)
          .until(() -> state(juxta, 2026) == StudyState.REPORTED);
    }
    Path received = directory.resolve("received");
    try (PeerServer storescp = PeerServer.storescp(received);
        Juxta juxta = start(List.of(node("LATE", storescp)))) {
      awaitDelivered(juxta, 2026);
      assertThat(reports(received)).hasSize(1);
    }
  }

  private Juxta start(List<String> archives) throws IOException {
    SettingsSource source =
        SettingsSource.of(
            Map.of(
                "port",
                "0",
                "data",
                directory.resolve("data").toString(),
                "archive",
                archives,
                "web",
                "off",
                "quiet-period",
                "500ms",
                "retry-first",
                "200ms",
                "retry-longest",
                "1s"));
    return Juxta.start(SettingsCheck.check(source), ScriptedReader::new, "test", Clock.systemUTC());
  }

  private static String node(String aeTitle, PeerServer server) {
    return aeTitle + "@127.0.0.1:" + server.port();
  }

  private static void storescu(Juxta juxta, Path... files)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-xe", "-aec", "JUXTA", "127.0.0.1", String.valueOf(juxta.port())));
    for (Path file : files) {
      arguments.add(file.toString());
    }
    PeerProgram.Result result = PeerProgram.run("storescu", arguments.toArray(String[]::new));
    assertThat(result.exitStatus()).as(result.output()).isZero();
  }

  private static void awaitDelivered(Juxta juxta, int study) {
    Awaitility.await("study " + study + " delivered")
        .atMost(LONG)
        .until(() -> state(juxta, study) == StudyState.DELIVERED);
  }

  private static StudyState state(Juxta juxta, int study) {
    return juxta
        .studies()
        .find(Radiographs.studyUid(study))
        .map(row -> row.state())
        .orElse(StudyState.RECEIVING);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** storescp names presentation states PS and what kind of. */
  private static List<Path> reports(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> !file.getFileName().toString().startsWith("PS"))
        .toList();
  }

  private static ReportContent reportOf(Path folder, int study) throws IOException {
    for (Path file : reports(folder)) {
      ReportContent report = ReportReader.read(file);
      if (report.study().studyInstanceUid().equals(Radiographs.studyUid(study))) {
        return report;
      }
    }
    throw new AssertionError("no report of study " + study);
  }

  /** What C-FIND answers about the study's series. */
  private static String seriesInOrthanc(PeerServer orthanc, int study)
      throws IOException, InterruptedException {
    PeerProgram.Result found =
        PeerProgram.run(
            "findscu",
            "-S",
            "-aec",
            "ORTHANC",
            "-k",
            "QueryRetrieveLevel=SERIES",
            "-k",
            "StudyInstanceUID=" + Radiographs.studyUid(study),
            "-k",
            "SeriesInstanceUID",
            "-k",
            "Modality",
            "127.0.0.1",
            String.valueOf(orthanc.port()));
    assertThat(found.exitStatus()).as(found.output()).isZero();
    return found.output();
  }
}
