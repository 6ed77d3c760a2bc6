package org.juxta.plugin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.service.Juxta;

/** The figures of a Juxta at work. */
class MetricsTest {
  @Test
  void aStudyThatGoesThroughIsCountedAtEveryStage(@TempDir Path directory) throws Exception {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    try (Juxta juxta = RunningJuxta.start(directory.resolve("data"), "200ms")) {
      DeskClient client = new DeskClient(juxta.webPort());
      RunningJuxta.send(juxta, radiographs.write(2026, 1, ChestProjection.PA));
      Awaitility.await("reported")
          .atMost(Duration.ofSeconds(30))
          .until(() -> RunningJuxta.state(juxta, 2026) == StudyState.REPORTED);
      assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
      Awaitility.await("the report's run is timed after it has moved the study")
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(client.get("/metrics").body())
                      .contains(
                          "juxta_objects_received_total 1",
                          "juxta_studies{state=\"REPORTED\"} 1",
                          "juxta_stage_seconds_count{outcome=\"done\",stage=\"report\"} 1",
                          "juxta_stage_seconds_count{outcome=\"done\",stage=\"read\"} 1",
                          "juxta_queue_jobs{lane=\"reading\"} 0",
                          "juxta_queue_jobs{lane=\"steps\"}")
                      .doesNotContain("Test^Patient", "P-1"));
    }
  }
}
