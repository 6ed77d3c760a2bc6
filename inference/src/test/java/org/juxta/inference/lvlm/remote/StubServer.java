package org.juxta.inference.lvlm.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server of chat completions whose answers a test writes; it keeps what it was sent. */
final class StubServer implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  /** What came in. */
  record Received(String path, Map<String, List<String>> headers, JsonNode body) {
    /** The text behind the images. */
    String question() {
      JsonNode content = body.at("/messages/0/content");
      return content.get(content.size() - 1).path("text").asText();
    }
  }

  /** What goes out; {@code hangs}: the body is sent, and then nothing more. */
  record Reply(int status, String type, Map<String, String> headers, String body, boolean hangs) {}

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Function<Received, Reply> answers;
  final List<Received> received = new CopyOnWriteArrayList<>();

  StubServer(Function<Received, Reply> answers) throws IOException {
    this.answers = answers;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  String address() {
    return "openai:http://127.0.0.1:" + http.getAddress().getPort() + "/v1#med/lvlm-4b";
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    Received request =
        new Received(
            exchange.getRequestURI().toString(),
            new LinkedHashMap<>(exchange.getRequestHeaders()),
            body);
    received.add(request);
    Reply reply = answers.apply(request);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(reply.status(), 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(reply.body().getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (reply.hangs()) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Reply json(int status, String body) {
    return new Reply(status, "application/json", Map.of(), body, false);
  }

  static Reply error(int status, String message, Map<String, String> headers) {
    String body = "{\"error\":{\"message\":%s,\"type\":\"t\"}}".formatted(quoted(message));
    return new Reply(status, "application/json", headers, body, false);
  }

  /** An answer in words; the log-probabilities of its first token where they are given. */
  static Reply words(String text, Map<String, Double> first) {
    String tops =
        first.entrySet().stream()
            .map(
                e ->
                    "{\"token\":%s,\"logprob\":%s,\"bytes\":null}"
                        .formatted(quoted(e.getKey()), e.getValue()))
            .collect(Collectors.joining(","));
    String logprobs =
        first.isEmpty()
            ? "null"
            : "{\"content\":[{\"token\":\"?\",\"logprob\":-1.0,\"bytes\":null,\"top_logprobs\":[%s]}]}"
                .formatted(tops);
    return json(
        200,
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":%s},"logprobs":%s,"finish_reason":"stop"}]}
        """
            .formatted(quoted(text), logprobs));
  }

  /** An answer as a stream of events; {@code ending} null for none, then it breaks off or hangs. */
  static Reply stream(List<String> pieces, String ending, boolean hangs) {
    StringBuilder events = new StringBuilder();
    for (String piece : pieces) {
      events.append(event("{\"content\":%s}".formatted(quoted(piece)), "null"));
    }
    if (!ending.isEmpty()) {
      events.append(event("{}", quoted(ending))).append("data: [DONE]\n\n");
    }
    return new Reply(200, "text/event-stream", Map.of(), events.toString(), hangs);
  }

  private static String event(String delta, String reason) {
    return """
    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[\
    {"index":0,"delta":%s,"finish_reason":%s}]}

    """
        .formatted(delta, reason);
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  @Override
  public void close() {
    over.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
