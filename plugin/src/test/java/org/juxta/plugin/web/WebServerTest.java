package org.juxta.plugin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.plugin.config.WebAddress;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.metrics.Metrics;

/** Who is let in, and what those who watch machines are told. */
class WebServerTest {
  private final Database database;
  private final ObjectStore store;
  private final AtomicReference<String> notReady = new AtomicReference<>("the model is loading");
  private final Desk desk;
  private final WebServer server;
  private final DeskClient client;

  WebServerTest(@TempDir Path directory) throws IOException {
    this.database = Database.open(directory.resolve("juxta.db"));
    Jdbi jdbi = Jdbi.create(database.dataSource());
    Metrics metrics = new Metrics(jdbi);
    this.store = ObjectStore.open(directory, database.dataSource(), Clock.systemUTC());
    this.desk =
        new Desk(
            new Desk.Surroundings(
                jdbi, store, directory, metrics, notReady::get, Clock.systemUTC()));
    this.server = new WebServer(new WebAddress("127.0.0.1", 0), desk);
    server.start();
    this.client = new DeskClient(server.port());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    store.close();
    database.close();
  }

  @Test
  void itLivesBeforeItIsReady() throws Exception {
    assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = client.get("/readyz");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("the model is loading");
    notReady.set("");
    assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : new String[] {"/healthz", "/readyz", "/nothing/here"}) {
      HttpResponse<String> answer = client.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:PORT", "127.0.0.1:1", "127.0.0.1.evil:PORT"})
  void aNameThatIsNotOursIsRefused(String host) throws Exception {
    String answer = client.getAs(host.replace("PORT", String.valueOf(server.port())), "/healthz");
    assertThat(answer).startsWith("HTTP/1.1 421 ").contains("\"field\":\"Host\"");
    assertThat(answer).doesNotContain("\"up\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
  void aNameOfThisMachineIsTaken(String host) throws Exception {
    String ours = host.replace("PORT", String.valueOf(server.port()));
    assertThat(client.getAs(ours, "/healthz")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aPostOfAnotherPageIsRefused() throws Exception {
    HttpResponse<String> form = client.post("/healthz", "", "Content-Type", "text/plain");
    assertThat(form.statusCode()).isEqualTo(403);
    assertThat(form.body()).contains(RequestGuard.ASKED_BY);
    HttpResponse<String> foreign =
        client.post("/healthz", "", RequestGuard.ASKED_BY, "1", "Origin", "http://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("\"field\":\"Origin\"");
    assertThat(client.post("/healthz", "").statusCode())
        .as("let in, but no such method")
        .isEqualTo(405);
  }

  @Test
  void theDocumentDescribesExactlyWhatIsAnswered() throws Exception {
    JsonNode paths =
        Answers.MAPPER.readTree(client.get("/api/v1/openapi.json").body()).path("paths");
    Set<String> described = new TreeSet<>();
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .path(path)
                    .fieldNames()
                    .forEachRemaining(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    Set<String> answered = new TreeSet<>();
    for (Route route : desk.routes()) {
      String line = route.method().name() + " " + route.path();
      if (!line.matches("GET /(desk/.*|studies/.*|)")) {
        answered.add(line);
      }
    }
    assertThat(described).isEqualTo(answered);
  }

  @Test
  void everyFileOfThePageIsThere() throws Exception {
    for (Route route : PageRoutes.routes()) {
      String path = route.path().replace("{studyInstanceUid}", "1.2");
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsAProblemDocument() throws Exception {
    HttpResponse<String> answer = client.get("/nothing/here");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":404");
  }
}
