package org.juxta.plugin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.report.ReportReader;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.pipeline.ScriptedReader;

class DemoTest {
  private static final long SEED = 3;

  private final Path out;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  DemoTest(@TempDir Path directory) {
    this.out = directory.resolve("demo");
  }

  @Test
  void theReportComesBackAndEverythingIsLeftInTheFolder() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "not the demo's");
    boolean cameBack;
    Console console = new Console(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try (Demo demo = Demo.start(console, out, ScriptedReader::new, "test")) {
      cameBack = demo.play(SEED);
    }
    assertThat(cameBack).isTrue();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("prior study sent", "current study sent", "report in the archive")
        .contains("chest radiograph")
        .contains("pleural effusion", "truth", "Not for clinical use");

    ReportContent report = ReportReader.read(out.resolve("report.dcm"));
    JsonNode truth = json("truth.json");
    JsonNode reading = json("reading.json");
    assertThat(report.study().studyInstanceUid())
        .isEqualTo(truth.at("/current/studyInstanceUid").asText())
        .isEqualTo(reading.at("/studyInstanceUid").asText());
    assertThat(report.study().patientId())
        .isEqualTo(new PatientSimulator().simulate(SEED).id())
        .isEqualTo(truth.at("/patient/id").asText());
    JsonNode nodule = reading.at("/findings/0");
    assertThat(nodule.at("/name").asText()).isEqualTo("nodule");
    assertThat(nodule.at("/present").asBoolean()).isTrue();
    assertThat(nodule.at("/certainty").asDouble()).isEqualTo(0.9);
    assertThat(nodule.at("/box/2").asDouble()).isEqualTo(SimulatedFiles.SIZE / 2.0);
    assertThat(nodule.at("/change").asText()).isEqualTo("worsened");
    assertThat(nodule.at("/sopInstanceUid").asText())
        .isEqualTo(truth.at("/current/images/0/sopInstanceUid").asText());
    assertThat(nodule.at("/comparedWithSopInstanceUid").asText())
        .isEqualTo(truth.at("/prior/images/0/sopInstanceUid").asText());
    assertThat(reading.at("/findings")).hasSize(5);
    for (String file :
        new String[] {
          "presentation.dcm",
          "prior/PA.dcm",
          "prior/LL.dcm",
          "current/PA.dcm",
          "current/LL.dcm",
          "notes.txt"
        }) {
      assertThat(out.resolve(file)).isNotEmptyFile();
    }
    BufferedImage picture = ImageIO.read(out.resolve("comparison.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(picture.getHeight());
  }

  private JsonNode json(String name) throws IOException {
    return new JsonMapper().readTree(out.resolve(name).toFile());
  }
}
