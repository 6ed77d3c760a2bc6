package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.testing.PeerProgram;

/**
 * The adapters that OHIF reads reports with: every box of ours comes back as a rectangle on its
 * image, with its label. Needs {@code npm ci --ignore-scripts} in {@code src/test/node}.
 */
class CornerstoneAdaptersTest {
  private static final Path NODE = Path.of("src/test/node");

  @Test
  void everyBoxComesBackWithItsLabel(@TempDir Path directory) throws Exception {
    Map<String, ReportContent> reports = new HashMap<>();
    List<Path> files = new ArrayList<>();
    for (ReportSample kind : ReportSample.all()) {
      Path file = ReportJudgesTest.write(kind, directory);
      reports.put(file.getFileName().toString(), kind.content());
      files.add(file);
    }

    JsonNode results = read(files, directory);

    assertThat(results.size()).isEqualTo(reports.size());
    assertThat(results.at("/findings-with-prior.dcm/regions/0/label").asText())
        .isEqualTo("Nodule 89 %, worsened 51 %");
    reports.forEach(
        (file, content) -> {
          JsonNode result = results.path(file);
          assertThat(result.path("error").asText()).as(file).isEmpty();
          List<ReportedFinding> located =
              content.findings().stream().filter(finding -> finding.region() != null).toList();
          assertThat(result.path("regions").size()).as(file).isEqualTo(located.size());
          for (int i = 0; i < located.size(); i++) {
            isTheBoxOf(located.get(i), result.path("regions").get(i));
          }
        });
  }

  private static void isTheBoxOf(ReportedFinding finding, JsonNode region) {
    BoxRegion box = finding.region();
    assertThat(region.path("tool").asText()).isEqualTo("RectangleROI");
    assertThat(region.path("trackingUid").asText()).isEqualTo(finding.trackingUid());
    assertThat(region.path("finding").asText()).isEqualTo(finding.finding().meaning());
    assertThat(region.path("sites").get(0).asText())
        .isEqualTo(finding.sites().get(0).structure().meaning());
    assertThat(region.path("label").asText()).startsWith(finding.finding().meaning()).endsWith("%");
    assertThat(finding.image()).isNotNull();
    assertThat(region.path("image").asText()).isEqualTo(finding.image().sopInstanceUid());
    assertThat(box).isNotNull();
    double[][] corners = {
      {box.x0(), box.y0()}, {box.x1(), box.y0()}, {box.x0(), box.y1()}, {box.x1(), box.y1()}
    };
    for (int i = 0; i < corners.length; i++) {
      JsonNode point = region.path("points").get(i);
      assertThat(point.get(0).asDouble()).isCloseTo(corners[i][0], within(1e-3));
      assertThat(point.get(1).asDouble()).isCloseTo(corners[i][1], within(1e-3));
    }
  }

  private static JsonNode read(List<Path> files, Path directory) throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(NODE.resolve("node_modules/@cornerstonejs/adapters")),
        () -> "skipped: no node_modules in " + NODE.toAbsolutePath() + ", run npm ci there");
    Path out = directory.resolve("out.json");
    List<String> arguments = new ArrayList<>();
    arguments.add(NODE.resolve("cornerstone-adapters.mjs").toString());
    arguments.add(out.toString());
    files.forEach(file -> arguments.add(file.toString()));
    PeerProgram.Result result = PeerProgram.run("node", arguments.toArray(new String[0]));
    assertThat(result.exitStatus()).as(result.output()).isZero();
    return new ObjectMapper().readTree(out.toFile());
  }
}
