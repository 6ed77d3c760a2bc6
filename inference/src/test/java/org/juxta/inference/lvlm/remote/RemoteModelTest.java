package org.juxta.inference.lvlm.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Answer;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionAnswer;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.remote.StubServer.Received;
import org.juxta.inference.lvlm.remote.StubServer.Reply;

class RemoteModelTest {
  private static final ImageInput IMAGE = new ImageInput(200, 100, new float[20_000]);
  private static final OptionQuestion QUESTION = new OptionQuestion("Is it?", List.of("yes", "no"));
  private static final Set<String> ACCEPTED = Set.of("remote:med/lvlm-4b");

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private StubServer server(Function<Received, Reply> answers) throws IOException {
    StubServer server = new StubServer(answers);
    opened.add(server);
    return server;
  }

  private ImageContext context(StubServer server, String options) {
    RemoteModel model =
        RemoteModel.load(RemoteAddress.parse(server.address() + options), ACCEPTED, name -> null);
    opened.add(model);
    return model.open(List.of(IMAGE));
  }

  @Test
  void theProbabilitiesAreThoseOfTheFirstToken() throws IOException {
    StubServer server =
        server(
            request ->
                StubServer.words(
                    "A",
                    Map.of(
                        "A",
                        Math.log(0.5),
                        " A",
                        Math.log(0.1),
                        "no",
                        Math.log(0.2),
                        "The",
                        Math.log(0.2))));
    ImageContext context = context(server, "");
    assertThat(context.score(List.of(QUESTION)).get(0))
        .containsExactly(new double[] {0.75, 0.25}, within(1e-9));
    Received request = server.received.get(0);
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.body().path("model").asText()).isEqualTo("med/lvlm-4b");
    assertThat(request.body().path("logprobs").asBoolean()).isTrue();
    assertThat(request.body().path("top_logprobs").asInt()).isEqualTo(20);
    assertThat(request.body().path("temperature").asDouble(-1)).isZero();
    assertThat(request.body().path("max_tokens").asInt()).isPositive();
    assertThat(request.question()).contains("Is it?", "A. yes", "B. no");
  }

  @Test
  void aServerWithoutLogProbabilitiesIsTakenAtItsWord() throws IOException {
    StubServer server = server(request -> StubServer.words("B.", Map.of()));
    ImageContext context = context(server, "");
    assertThat(context.choose(List.of(QUESTION))).containsExactly(new OptionAnswer(1, null));
    assertThatThrownBy(() -> context.score(List.of(QUESTION)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("does not tell how likely");
  }

  @Test
  void aServerThatRefusesLogProbabilitiesIsNotAskedForThemAgain() throws IOException {
    StubServer server =
        server(
            request ->
                request.body().has("logprobs")
                    ? StubServer.error(400, "logprobs are not supported", Map.of())
                    : StubServer.words("yes", Map.of()));
    ImageContext context = context(server, "");
    assertThat(context.choose(List.of(QUESTION, QUESTION)))
        .containsExactly(new OptionAnswer(0, null), new OptionAnswer(0, null));
    assertThat(server.received)
        .extracting(request -> request.body().has("logprobs"))
        .containsExactly(true, false, false);
  }

  @Test
  void anAnswerThatIsNoneOfTheOptionsIsAnErrorThatDoesNotRepeatIt() throws IOException {
    StubServer server = server(request -> StubServer.words("Mr Smith has it", Map.of()));
    ImageContext context = context(server, "");
    assertThatThrownBy(() -> context.choose(List.of(QUESTION)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("none of the options of: Is it?")
        .hasMessageNotContaining("Smith");
  }

  @Test
  void aBoxComesInPixelsOfTheImage() throws IOException {
    StubServer server =
        server(
            request ->
                StubServer.words(
                    "{\"box\": {\"left\": 100, \"top\": 200, \"right\": 500, \"bottom\": 1000}}",
                    Map.of()));
    assertThat(context(server, "").locate(List.of("nodule"), 0))
        .containsExactly(Optional.of(new Box(20, 20, 100, 100)));
    Received request = server.received.get(0);
    assertThat(request.body().at("/response_format/type").asText()).isEqualTo("json_schema");
    assertThat(request.body().at("/response_format/json_schema/strict").asBoolean()).isTrue();
    assertThat(
            request
                .body()
                .at("/response_format/json_schema/schema/properties/box/anyOf/0/required")
                .size())
        .isEqualTo(4);
  }

  @Test
  void nowhereIsAnAnswerAndNonsenseGivesNoBox() throws IOException {
    List<String> answers =
        List.of(
            "{\"box\": null}",
            "It is on the left.",
            "{\"box\": {\"left\": 500, \"top\": 0, \"right\": 100, \"bottom\": 10}}",
            "{\"box\": {\"left\": 0, \"top\": 0, \"right\": 1001, \"bottom\": 10}}",
            "{\"box\": {\"left\": 0.5, \"top\": 0, \"right\": 10, \"bottom\": 10}}",
            "{\"box\": [0, 0, 10, 10]}",
            "{\"box\": null} {\"box\": null}",
            "");
    AtomicInteger next = new AtomicInteger();
    StubServer server =
        server(request -> StubServer.words(answers.get(next.getAndIncrement()), Map.of()));
    assertThat(context(server, "").locate(answers, 0))
        .hasSize(answers.size())
        .containsOnly(Optional.empty());
  }

  @Test
  void aServerWithoutSchemasIsAskedInWords() throws IOException {
    StubServer server =
        server(
            request ->
                request.body().has("response_format")
                    ? StubServer.error(422, "no schemas here", Map.of())
                    : StubServer.words(
                        "{\"box\":{\"left\":0,\"top\":0,\"right\":1000,\"bottom\":1000}}",
                        Map.of()));
    assertThat(context(server, "").locate(List.of("nodule", "heart"), 0))
        .containsOnly(Optional.of(new Box(0, 0, 200, 100)));
    assertThat(server.received).hasSize(3);
  }

  @Test
  void anOverloadedServerIsAskedAgain() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    StubServer server =
        server(
            request ->
                switch (calls.getAndIncrement()) {
                  case 0 -> StubServer.error(429, "slow down", Map.of("Retry-After-Ms", "20"));
                  case 1 -> StubServer.error(500, "oops", Map.of("Retry-After-Ms", "20"));
                  default -> StubServer.words("A", Map.of("A", -0.1));
                });
    assertThat(context(server, "").choose(List.of(QUESTION)).get(0).chosen()).isZero();
    assertThat(server.received).hasSize(3);
  }

  @Test
  void aServerThatStaysBrokenIsGivenUp() throws IOException {
    StubServer server =
        server(request -> StubServer.error(503, "loading", Map.of("Retry-After-Ms", "20")));
    ImageContext context = context(server, "");
    assertThatThrownBy(() -> context.choose(List.of(QUESTION)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining("503");
    assertThat(server.received).hasSize(3);
  }

  @Test
  void aServerThatHangsIsGivenUpAfterTheTimeout() throws IOException {
    StubServer server = server(request -> new Reply(200, "application/json", Map.of(), "{", true));
    ImageContext context = context(server, " timeout=1");
    long start = System.nanoTime();
    assertThatThrownBy(() -> context.choose(List.of(QUESTION)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no answer of the model server");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void garbageIsAClearError() throws IOException {
    AtomicInteger next = new AtomicInteger();
    List<String> garbage = List.of("<html>", "{\"choices\": []}", "{\"choices\": 7}", "{}");
    StubServer server =
        server(request -> StubServer.json(200, garbage.get(next.getAndIncrement())));
    ImageContext context = context(server, "");
    for (int i = 0; i < garbage.size(); i++) {
      assertThatThrownBy(() -> context.choose(List.of(QUESTION)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void imagesDoNotFollowARedirect() throws IOException {
    StubServer elsewhere = server(request -> StubServer.words("A", Map.of("A", -0.1)));
    String target = elsewhere.address().substring("openai:".length()).replaceFirst("#.*", "");
    StubServer server =
        server(
            request ->
                StubServer.error(307, "moved", Map.of("Location", target + "/chat/completions")));
    ImageContext context = context(server, "");
    assertThatThrownBy(() -> context.choose(List.of(QUESTION)))
        .isInstanceOf(InferenceException.class);
    assertThat(elsewhere.received).isEmpty();
  }

  @Test
  void anAnswerStreams() throws IOException {
    StubServer server =
        server(request -> StubServer.stream(List.of("The ", "nodule ", "grew."), "stop", false));
    List<String> pieces = new ArrayList<>();
    AnswerOptions options =
        new AnswerOptions(50, 0.7, 0.9, 11, List.of("###"), Duration.ofSeconds(20));
    Answer answer =
        context(server, " free-questions=yes").answer("What changed?", options, pieces::add);
    assertThat(answer).isEqualTo(new Answer("The nodule grew.", Answer.Ending.COMPLETE));
    assertThat(pieces).containsExactly("The ", "nodule ", "grew.");
    Received request = server.received.get(0);
    assertThat(request.question()).isEqualTo("What changed?");
    assertThat(request.body().path("stream").asBoolean()).isTrue();
    assertThat(request.body().path("temperature").asDouble()).isEqualTo(0.7);
    assertThat(request.body().path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(request.body().path("seed").asLong()).isEqualTo(11);
    assertThat(request.body().path("max_tokens").asInt()).isEqualTo(50);
    assertThat(request.body().at("/stop/0").asText()).isEqualTo("###");
  }

  @Test
  void anAnswerEndsWhenItsBoundIsReachedOrTheCallerWantsNoMore() throws IOException {
    StubServer server =
        server(request -> StubServer.stream(List.of("one ", "two "), "length", false));
    ImageContext context = context(server, " free-questions=yes");
    assertThat(context.answer("Q", AnswerOptions.greedy(2), piece -> true))
        .isEqualTo(new Answer("one two ", Answer.Ending.LENGTH));
    assertThat(context.answer("Q", AnswerOptions.greedy(2), piece -> false))
        .isEqualTo(new Answer("one ", Answer.Ending.CANCELLED));
  }

  @Test
  void aStreamThatStallsEndsAtTheDeadline() throws IOException {
    StubServer server = server(request -> StubServer.stream(List.of("one "), "", true));
    AnswerOptions options = new AnswerOptions(9, 0, 1, 0, List.of(), Duration.ofMillis(700));
    assertThat(context(server, " free-questions=yes").answer("Q", options, piece -> true))
        .isEqualTo(new Answer("one ", Answer.Ending.DEADLINE));
  }

  @Test
  void aStreamThatBreaksOffIsNoAnswer() throws IOException {
    StubServer server = server(request -> StubServer.stream(List.of("one "), "", false));
    ImageContext context = context(server, " free-questions=yes");
    assertThatThrownBy(() -> context.answer("Q", AnswerOptions.greedy(9), piece -> true))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void termsHaveToBeAccepted() {
    RemoteAddress address = RemoteAddress.parse("openai:https://gpu.example.org/v1#m");
    assertThatThrownBy(() -> RemoteModel.load(address, Set.of("llama3")))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("accept-licence: remote:m")
        .hasMessageContaining("images are sent there");
  }
}
