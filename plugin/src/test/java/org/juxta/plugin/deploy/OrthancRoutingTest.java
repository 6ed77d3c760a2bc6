package org.juxta.plugin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.testing.FreePort;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.pipeline.ScriptedReader;
import org.juxta.plugin.service.Juxta;

/** What compose.yaml starts, without containers: Orthanc by our sample, Juxta beside it. */
class OrthancRoutingTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path directory;

  OrthancRoutingTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aRadiographStoredInOrthancComesBackAsAReport() throws Exception {
    Assumptions.assumeTrue(PeerServer.isInstalled("Orthanc"), "skipped: Orthanc is not installed");
    int dicom = FreePort.next();
    int http = FreePort.next();
    try (Juxta juxta = juxta(dicom)) {
      Process orthanc = orthanc(dicom, http, juxta.port());
      try {
        Awaitility.await("Orthanc answers").atMost(LONG).until(() -> answers(http));
        Radiographs radiographs = new Radiographs(directory.resolve("files"));
        storescu(dicom, radiographs.write(2025, 1, ChestProjection.PA));
        awaitDelivered(juxta, 2025);
        storescu(dicom, radiographs.write(2026, 1, ChestProjection.PA));
        awaitDelivered(juxta, 2026);

        assertThat(get(http, "/statistics"))
            .contains("\"CountInstances\" : 6", "\"CountStudies\" : 2");
        assertThat(get(http, "/series?expand")).contains("\"Modality\" : \"SR\"");
        assertThat(juxta.studies().find(Radiographs.studyUid(2026)).orElseThrow().round())
            .as("the report that came into Orthanc has not set off another reading")
            .isEqualTo(1);
      } finally {
        orthanc.destroy();
        if (!orthanc.waitFor(10, TimeUnit.SECONDS)) {
          orthanc.destroyForcibly();
        }
      }
    }
  }

  private Juxta juxta(int orthancPort) throws IOException {
    SettingsSource source =
        SettingsSource.of(
            Map.of(
                "port",
                "0",
                "data",
                directory.resolve("data").toString(),
                "archive",
                List.of("ORTHANC@127.0.0.1:" + orthancPort),
                "web",
                "off",
                "quiet-period",
                "500ms",
                "allow",
                List.of("ORTHANC"),
                "retry-first",
                "200ms",
                "retry-longest",
                "1s"));
    return Juxta.start(SettingsCheck.check(source), ScriptedReader::new, "test", Clock.systemUTC());
  }

  /** The sample, with this machine's ports and folders. */
  private Process orthanc(int dicom, int http, int juxtaPort) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("orthanc"));
    String sample =
        DeployFolder.text("orthanc.json")
            .replace("/var/lib/orthanc/db", folder.resolve("db").toString())
            .replace("\"DicomPort\": 4242", "\"DicomPort\": " + dicom)
            .replace("\"HttpPort\": 8042", "\"HttpPort\": " + http)
            .replace(
                "[\"JUXTA\", \"juxta\", 11112]", "[\"JUXTA\", \"127.0.0.1\", " + juxtaPort + "]");
    assertThat(sample).contains(": " + dicom, ": " + http, ", " + juxtaPort + "]");
    Files.copy(DeployFolder.file("auto-routing.lua"), folder.resolve("auto-routing.lua"));
    Path configuration = Files.writeString(folder.resolve("orthanc.json"), sample);
    return new ProcessBuilder("Orthanc", configuration.toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("orthanc.log").toFile())
        .start();
  }

  private static void storescu(int port, Path file) throws IOException, InterruptedException {
    PeerProgram.Result result =
        PeerProgram.run(
            "storescu",
            "-xe",
            "-aet",
            "MODALITY",
            "-aec",
            "ORTHANC",
            "127.0.0.1",
            String.valueOf(port),
            file.toString());
    assertThat(result.exitStatus()).as(result.output()).isZero();
  }

  private static void awaitDelivered(Juxta juxta, int study) {
    Awaitility.await("study " + study + " delivered")
        .atMost(LONG)
        .until(
            () ->
                juxta
                    .studies()
                    .find(Radiographs.studyUid(study))
                    .filter(row -> row.state() == StudyState.DELIVERED)
                    .isPresent());
  }

  private static boolean answers(int http) {
    try {
      return get(http, "/system").contains("ORTHANC");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String get(int http, String path) throws IOException, InterruptedException {
    String user =
        Base64.getEncoder().encodeToString("juxta:change-me".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
            .header("Authorization", "Basic " + user)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
