package org.juxta.plugin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.report.ReportReader;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.service.Juxta;

/** The interface of a Juxta that has received a patient's prior and current study. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskApiTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String CURRENT = "/api/v1/studies/" + Radiographs.studyUid(2026);
  private static final String FRAME = "/api/v1/frames/" + Radiographs.imageUid(2026, 1) + "/1";

  private Juxta juxta;
  private DeskClient client;

  @BeforeAll
  void receive(@TempDir Path directory) throws Exception {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    juxta = RunningJuxta.start(directory.resolve("data"), "300ms");
    client = new DeskClient(juxta.webPort());
    for (int year : new int[] {2025, 2026}) {
      RunningJuxta.send(
          juxta,
          radiographs.write(year, 1, ChestProjection.PA),
          radiographs.write(year, 2, ChestProjection.LL));
      String path = "/api/v1/studies/" + Radiographs.studyUid(year);
      Awaitility.await("the worklist shows the report of " + year)
          .atMost(LONG)
          .until(() -> client.get(path).body().contains("\"state\":\"REPORTED\""));
    }
  }

  @AfterAll
  void stop() {
    juxta.close();
  }

  @Test
  void theWorklistIsPagedByCursorTheNewestFirst() throws Exception {
    JsonNode first = json(client.get("/api/v1/studies?limit=1"));
    assertThat(first.at("/studies/0/studyUid").asText()).isEqualTo(Radiographs.studyUid(2026));
    assertThat(first.at("/studies/0/patientName").asText()).isEqualTo("Test^Patient");
    assertThat(first.at("/studies/0/findings").asText()).isEqualTo("nodule worsened");
    assertThat(first.at("/studies/0/change").asText()).isEqualTo("worsened");
    assertThat(first.at("/studies/0/priorDate").asText()).isEqualTo("2025-03-04");
    JsonNode second =
        json(client.get("/api/v1/studies?limit=1&cursor=" + first.path("next").asText()));
    assertThat(second.at("/studies/0/studyUid").asText()).isEqualTo(Radiographs.studyUid(2025));
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void aSearchFindsByNameAndByNothingElse() throws Exception {
    assertThat(found("{\"text\":\"patient tes\"}")).isEqualTo(0);
    assertThat(found("{\"text\":\"test patient\"}")).isEqualTo(2);
    assertThat(found("{\"text\":\"acc-2025\"}")).isEqualTo(1);
    assertThat(found("{\"text\":\"%\"}")).as("no wildcard").isEqualTo(0);
    assertThat(found("{\"state\":\"REPORTED\",\"modality\":\"DX\"}")).isEqualTo(2);
    assertThat(found("{\"state\":\"FAILED\"}")).isEqualTo(0);
  }

  private int found(String search) throws Exception {
    HttpResponse<String> answer = client.post("/api/v1/studies/search", search);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("studies").size();
  }

  @Test
  void aStudyShowsEachViewBesideThePriorsWithWhatWasRead() throws Exception {
    JsonNode study = json(client.get(CURRENT));
    assertThat(study.path("intervalDays").asInt()).isEqualTo(365);
    assertThat(study.path("pairs").size()).isEqualTo(2);
    JsonNode frontal = study.at("/pairs/0");
    assertThat(frontal.path("view").asText()).isEqualTo("PA");
    assertThat(frontal.at("/prior/sopInstanceUid").asText())
        .isEqualTo(Radiographs.imageUid(2025, 1));
    assertThat(frontal.at("/reading/findings").toString())
        .contains("\"type\":\"NODULE\",\"present\":true", "\"change\":\"WORSENED\"", "\"x0\":");
    assertThat(study.at("/pairs/1/view").asText()).isEqualTo("LL");
    assertThat(study.at("/pairs/1/reading").isNull()).as("laterals are not read").isTrue();
  }

  @Test
  void aFrameIsAPictureThatIsSentOnce() throws Exception {
    HttpResponse<byte[]> answer = client.bytes(FRAME);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
    JsonNode image = json(client.get(CURRENT)).at("/pairs/0/current");
    assertThat(picture.getWidth()).isEqualTo(image.path("columns").asInt());
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(client.get(FRAME, "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<byte[]> windowed = client.bytes(FRAME + "?center=0&width=0.001");
    assertThat(windowed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    BufferedImage white = ImageIO.read(new ByteArrayInputStream(windowed.body()));
    assertThat(white.getRaster().getSample(3, 3, 0)).isEqualTo(255);
  }

  @Test
  void aReportIsHadAsDicomAndAsJson(@TempDir Path directory) throws Exception {
    String uid = json(client.get(CURRENT)).at("/report/sopInstanceUid").asText();
    Path file = directory.resolve("report.dcm");
    Files.write(file, client.bytes("/api/v1/reports/" + uid + "/dicom").body());
    assertThat(ReportReader.read(file).identity().sopInstanceUid()).isEqualTo(uid);
    HttpResponse<String> said = client.get("/api/v1/reports/" + uid);
    assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    assertThat(json(said).at("/identity/sopInstanceUid").asText()).isEqualTo(uid);
  }

  @Test
  void whatIsAskedWronglyIsNamed() throws Exception {
    isProblem(client.get("/api/v1/studies?limit=0"), 400, "limit");
    isProblem(client.get("/api/v1/studies?state=LOST"), 400, "state");
    isProblem(client.get("/api/v1/studies?cursor=1"), 400, "cursor");
    isProblem(client.get("/api/v1/studies/Test%5EPatient"), 400, "studyInstanceUid");
    isProblem(client.get("/api/v1/studies/1.2.3"), 404, "studyInstanceUid");
    isProblem(client.get("/api/v1/frames/1.2.3/1"), 404, "sopInstanceUid");
    isProblem(client.get(FRAME.replace("/1", "/0")), 400, "frame");
    isProblem(client.get(FRAME + "?width=0"), 400, "width");
    isProblem(client.get("/api/v1/reports/1.2.3"), 404, "sopInstanceUid");
    isProblem(client.post("/api/v1/studies/search", "{\"name\":\"x\"}"), 400, "body");
  }

  private static void isProblem(HttpResponse<String> answer, int status, String field)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).path("field").asText()).isEqualTo(field);
    assertThat(json(answer).path("detail").asText()).isNotBlank();
  }

  @Test
  void theDocumentDescribesExactlyTheFieldsOfAnAnswer() throws Exception {
    JsonNode document = json(client.get("/api/v1/openapi.json"));
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    JsonNode row = json(client.get("/api/v1/studies")).at("/studies/0");
    assertThat(names(row)).isEqualTo(names(document.at("/components/schemas/StudyRow/properties")));
    assertThat(names(json(client.get(CURRENT))))
        .isEqualTo(names(document.at("/components/schemas/Study/properties")));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Answers.MAPPER.readTree(answer.body());
  }
}
