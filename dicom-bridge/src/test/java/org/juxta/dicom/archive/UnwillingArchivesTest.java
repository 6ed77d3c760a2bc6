package org.juxta.dicom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.study.PriorCandidate;
import org.juxta.dicom.testing.FreePort;
import org.juxta.dicom.testing.RunningListener;

/** Archives that are down, hang, refuse, or answer what nobody asked. */
@Timeout(30)
class UnwillingArchivesTest {
  private static final StudyQuery QUERY =
      new StudyQuery("Ö 1", "", LocalDate.of(2016, 1, 1), LocalDate.of(2026, 1, 1));
  private static final List<ArchivedInstance> ONE =
      List.of(new ArchivedInstance("1.2", "1.2.3", "1.2.840.10008.5.1.4.1.1.1.1"));

  @Test
  void anArchiveThatIsDownHasNotAnswered() throws IOException {
    ArchiveNode nobody = new ArchiveNode("PACS", "127.0.0.1", FreePort.next());
    try (ArchiveClient client = new ArchiveClient("JUXTA", Timeouts.DEFAULT);
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      assertThat(reason(new FindDirectory(client, nobody).studies(QUERY, soon()))).isNotBlank();
      assertThat(
              reason(
                  new WebDirectory(web, web("http://127.0.0.1:" + nobody.port()))
                      .studies(QUERY, soon())))
          .isNotBlank();
    }
  }

  @Test
  void anArchiveThatHangsIsLeftAtTheDeadline() throws IOException {
    try (ArchiveClient client = new ArchiveClient("JUXTA", Timeouts.DEFAULT)) {
      try (StalledArchive archive = new StalledArchive(true)) {
        ArchiveNode node = new ArchiveNode("PACS", "127.0.0.1", archive.port());
        long began = System.nanoTime();

        assertThat(
                reason(
                    new FindDirectory(client, node)
                        .studies(QUERY, Deadline.in(Duration.ofSeconds(1)))))
            .isEqualTo("does not answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      }
      try (StalledArchive archive = new StalledArchive(true)) {
        ArchiveNode node = new ArchiveNode("PACS", "127.0.0.1", archive.port());

        assertThat(
                new MoveFetch(client, node, "JUXTA")
                    .fetch("1", ONE, Set.of(), Deadline.in(Duration.ofSeconds(1))))
            .isEqualTo("does not send in time");
      }
    }
  }

  @Test
  void aWebArchiveThatSendsHalfAnAnswerIsLeftAtTheDeadline() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (Served server =
            new Served(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().write('[');
                  exchange.getResponseBody().flush();
                  await(over);
                });
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      String reason =
          reason(
              new WebDirectory(web, server.archive(""))
                  .studies(QUERY, Deadline.in(Duration.ofSeconds(1))));
      over.countDown();

      assertThat(reason).isEqualTo("does not send in time");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 500, 503})
  void anHttpErrorIsNotAnEmptyArchive(int status) throws IOException {
    try (Served server =
            new Served(
                exchange -> {
                  exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
                  exchange.sendResponseHeaders(status, -1);
                });
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      assertThat(reason(new WebDirectory(web, server.archive("")).studies(QUERY, soon())))
          .isEqualTo("answers HTTP status " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Müller^Änne</html>", "{\"a\":1}", "[[1]]", "[1]"})
  void whatIsNoDicomJsonIsNoAnswerAndIsNotQuoted(String body) throws IOException {
    try (Served server = new Served(body);
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      assertThat(reason(new WebDirectory(web, server.archive("")).studies(QUERY, soon())))
          .startsWith("answers with what is no")
          .doesNotContain("Müller");
    }
  }

  @Test
  void aQuestionIsEncodedAndCarriesItsCredentials() throws IOException {
    try (Served server = new Served("");
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      DirectoryAnswer<PriorCandidate> answer =
          new WebDirectory(web, server.archive(WebArchive.authorization("basic ann:secret")))
              .studies(QUERY, soon());

      assertThat(answer).isEqualTo(new DirectoryAnswer.Found<>(List.of(), false));
      assertThat(server.asked())
          .singleElement()
          .asString()
          .startsWith("Basic YW5uOnNlY3JldA== /studies?PatientID=%C3%96%201&StudyDate=20160101-");
    }
  }

  @Test
  void answersInJsonAreReadWithTheirNamesAndSequences() throws IOException {
    String study =
        """
        [{"0020000D": {"vr": "UI", "Value": ["1.2.3"]},
          "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Yamada^Tarou"}]},
          "00100020": {"vr": "LO", "Value": ["Ö 1"]},
          "00080020": {"vr": "DA", "Value": ["20250304"]},
          "00080061": {"vr": "CS", "Value": ["DX", "SR"]},
          "00081032": {"vr": "SQ", "Value": [{"00080100": {"vr": "SH", "Value": ["XR1"]},
                       "00080102": {"vr": "SH", "Value": ["99X"]},
                       "00080104": {"vr": "LO", "Value": ["Röntgen Thorax"]}}]},
          "00081198": {"vr": "??"}}]
        """;
    try (Served server =
            new Served(
                exchange ->
                    answer(
                        exchange,
                        exchange.getRequestURI().getPath().endsWith("/series") ? "[]" : study));
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      DirectoryAnswer<PriorCandidate> answer =
          new WebDirectory(web, server.archive("")).studies(QUERY, soon());

      assertThat(answer).isInstanceOf(DirectoryAnswer.Found.class);
      PriorCandidate one = ((DirectoryAnswer.Found<PriorCandidate>) answer).matches().get(0);
      assertThat(one.patientId()).isEqualTo("Ö 1");
      assertThat(one.imageModalities()).containsExactly("DX");
      assertThat(one.bodyRegions()).containsExactly("CHEST");
      assertThat(one.issuerOfPatientId()).isNull();
    }
  }

  @Test
  void anObjectThatWasNotAskedForIsNotKept(@TempDir Path directory) throws IOException {
    Path stray = SampleStudy.write(directory, 1, "P", "20250304", 1).get(0);
    byte[] file = Files.readAllBytes(stray);
    try (Served server = new Served(exchange -> multipart(exchange, file));
        RunningListener listener = RunningListener.in(directory.resolve("juxta"));
        WebClient web = new WebClient(Timeouts.DEFAULT)) {
      WebFetch fetch =
          new WebFetch(web, server.archive(""), listener.store(), directory.resolve("parts"));

      assertThat(fetch.fetch("1", ONE, Set.of(), soon())).isEmpty();
      assertThat(listener.store().instance(SampleStudy.sop(1, 1))).isEmpty();
      assertThat(
              fetch.fetch(
                  SampleStudy.study(1),
                  List.of(new ArchivedInstance("1.2", SampleStudy.sop(1, 1), "")),
                  Set.of(),
                  soon()))
          .isEmpty();
      assertThat(listener.store().instance(SampleStudy.sop(1, 1))).isPresent();
      assertThat(directory.resolve("parts")).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Type: x\r\n\r\nab\r\n--b\r\n\r\n\r\n-\r\n--c\r\n--b--",
        "preamble\r\n--b  \r\nA: 1\r\nB: 2\r\n\r\nab\r\n--b\r\n\r\n\r\n-\r\n--c\r\n--b--tail"
      })
  void partsAreReadByteForByte(String body) throws IOException {
    MultipartBody parts = body("multipart/related; boundary=\"b\"", body);

    assertThat(parts.next()).isTrue();
    assertThat(part(parts, 100)).isEqualTo("ab");
    assertThat(parts.next()).isTrue();
    assertThat(part(parts, 100)).isEqualTo("\r\n-\r\n--c");
    assertThat(parts.next()).isFalse();
  }

  @Test
  void aPartThatIsTooLongOrEndsEarlyIsRefused() throws IOException {
    MultipartBody longer = body("multipart/related; boundary=b", "--b\r\n\r\nabcdef\r\n--b--");
    assertThat(longer.next()).isTrue();
    assertThatThrownBy(() -> part(longer, 3)).hasMessageContaining("longer");

    MultipartBody shorter = body("multipart/related; boundary=b", "--b\r\n\r\nabcdef\r\n--");
    assertThat(shorter.next()).isTrue();
    assertThatThrownBy(() -> part(shorter, 100)).hasMessageContaining("ends early");
    assertThatThrownBy(() -> body("application/json", "")).hasMessageContaining("not multipart");
  }

  private static MultipartBody body(String contentType, String body) throws IOException {
    return new MultipartBody(
        contentType, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String part(MultipartBody parts, long most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.copyTo(out, most);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "bearer", "basic ann", "digest x"})
  void credentialsOfAnotherFormAreRefusedAndNotRepeated(String credentials) {
    assertThatThrownBy(() -> WebArchive.authorization(credentials))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThat(WebArchive.authorization(" Bearer abc\n")).isEqualTo("Bearer abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://pacs/x", "pacs", "http://ann:secret@pacs/x", "http://pacs/x?y=1"})
  void anAddressOfAnotherFormIsRefused(String address) {
    assertThatThrownBy(() -> web(address)).isInstanceOf(IllegalArgumentException.class);
  }

  private static WebArchive web(String address) {
    return new WebArchive(URI.create(address), "");
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static String reason(DirectoryAnswer<?> answer) {
    assertThat(answer).isInstanceOf(DirectoryAnswer.NotAnswered.class);
    return ((DirectoryAnswer.NotAnswered<?>) answer).reason();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 204 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void multipart(HttpExchange exchange, byte[] file) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=xyz");
    exchange.sendResponseHeaders(200, 0);
    exchange
        .getResponseBody()
        .write(
            "--xyz\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().write(file);
    exchange.getResponseBody().write("\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** What answers a request. */
  private interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** An HTTP server on a loopback port. */
  private static final class Served implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    Served(String body) throws IOException {
      this(exchange -> UnwillingArchivesTest.answer(exchange, body));
    }

    Served(Handler handler) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext(
          "/",
          exchange -> {
            asked.add(
                exchange.getRequestHeaders().getFirst("Authorization")
                    + " "
                    + exchange.getRequestURI());
            try (exchange) {
              handler.answer(exchange);
            }
          });
      server.start();
    }

    WebArchive archive(String authorization) {
      return new WebArchive(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), authorization);
    }

    List<String> asked() {
      return asked;
    }

    @Override
    public void close() {
      server.stop(0);
      ((ExecutorService) server.getExecutor()).shutdownNow();
    }
  }
}
