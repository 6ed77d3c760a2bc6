package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
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

/** The prior is in Orthanc, which also gets the report. */
class FetchedPriorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c-get:ORTHANC@127.0.0.1:%1$d",
        "c-move:ORTHANC@127.0.0.1:%1$d",
        "http://127.0.0.1:%2$d/dicom-web"
      })
  void aStudyWhosePriorIsInTheArchiveIsComparedWithIt(String archive, @TempDir Path directory)
      throws Exception {
    int port = FreePort.next();
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    Path prior = radiographs.write(2025, 1, ChestProjection.PA);
    Path current = radiographs.write(2026, 1, ChestProjection.PA);
    try (PeerServer orthanc = PeerServer.orthancWithDicomWeb(directory.resolve("orthanc"), port);
        ArchiveClient sender = new ArchiveClient("MODALITY", Timeouts.DEFAULT)) {
      ArchiveNode node = new ArchiveNode("ORTHANC", "127.0.0.1", orthanc.port());
      assertThat(sender.store(node, List.of(prior))).isEqualTo(new SendOutcome.Delivered(""));
      Path data = directory.resolve("data");
      try (Juxta juxta =
          Juxta.start(
              SettingsCheck.check(
                  SettingsSource.of(
                      Map.of(
                          "port",
                          String.valueOf(port),
                          "data",
                          data.toString(),
                          "archive",
                          List.of(node.toString()),
                          "prior-archive",
                          List.of(archive.formatted(orthanc.port(), orthanc.httpPort())),
                          "web",
                          "off",
                          "quiet-period",
                          "500ms"))),
              ScriptedReader::new,
              "test",
              Clock.systemUTC())) {
        sender.store(new ArchiveNode("JUXTA", "127.0.0.1", port), List.of(current));
        Awaitility.await("the report is delivered")
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    juxta
                        .studies()
                        .find(Radiographs.studyUid(2026))
                        .filter(row -> row.state() == StudyState.DELIVERED)
                        .isPresent());

        assertThat(juxta.studies().find(Radiographs.studyUid(2025)))
            .as("a prior is no study to be read")
            .isEmpty();
        assertThat(PriorsExplained.of(data, Radiographs.studyUid(2026)))
            .contains("outcome  prior fetched from ")
            .contains("1        " + Radiographs.studyUid(2025) + "  2025-03-04  DX  CHEST");
        assertThat(modalities(orthanc, 2025)).doesNotContain("[SR]");
        assertThat(modalities(orthanc, 2026)).containsOnlyOnce("[SR]");
      }
    }
  }

  private static String modalities(PeerServer orthanc, int study)
      throws IOException, InterruptedException {
    return PeerProgram.run(
            "findscu",
            "-S",
            "-aec",
            "ORTHANC",
            "-k",
            "QueryRetrieveLevel=SERIES",
            "-k",
            "StudyInstanceUID=" + Radiographs.studyUid(study),
            "-k",
            "Modality",
            "127.0.0.1",
            String.valueOf(orthanc.port()))
        .output();
  }
}
