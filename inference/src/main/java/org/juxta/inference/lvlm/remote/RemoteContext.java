package org.juxta.inference.lvlm.remote;

import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionTokenLogprob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.juxta.inference.lvlm.Answer;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionAnswer;
import org.juxta.inference.lvlm.OptionQuestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that go along with every question. Each request begins with the same bytes, so that a
 * server with a prefix cache encodes them once.
 */
final class RemoteContext implements ImageContext {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteContext.class);

  /** As many as every server tells. */
  private static final int LIKELIEST = 20;

  private static final int LETTER_TOKENS = 16;
  private static final int BOX_TOKENS = 128;

  private final ChatServer server;
  private final List<ImageInput> images;
  private final List<ChatCompletionContentPart> shown;
  private final AtomicBoolean logProbabilities;
  private final AtomicBoolean schemas;

  /**
   * @param logProbabilities whether the server is held to tell them
   * @param schemas whether the server is held to keep answers to a JSON schema
   */
  RemoteContext(
      ChatServer server,
      List<ImageInput> images,
      AtomicBoolean logProbabilities,
      AtomicBoolean schemas) {
    this.server = server;
    this.images = List.copyOf(images);
    this.shown = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String name = name(i, images.size());
      shown.add(text("The " + name + ":"));
      shown.add(picture(images.get(i)));
    }
    this.logProbabilities = logProbabilities;
    this.schemas = schemas;
  }

  private static String name(int image, int images) {
    return switch (images) {
      case 1 -> "current image";
      case 2 -> image == 0 ? "prior image" : "current image";
      default -> "image " + (image + 1) + " of " + images;
    };
  }

  private static ChatCompletionContentPart text(String text) {
    return ChatCompletionContentPart.ofText(
        ChatCompletionContentPartText.builder().text(text).build());
  }

  private static ChatCompletionContentPart picture(ImageInput image) {
    return ChatCompletionContentPart.ofImageUrl(
        ChatCompletionContentPartImage.builder()
            .imageUrl(
                ChatCompletionContentPartImage.ImageUrl.builder()
                    .url(PixelsOnly.dataUrl(image))
                    .build())
            .build());
  }

  private ChatCompletionCreateParams.Builder asked(String question, int maxTokens) {
    List<ChatCompletionContentPart> content = new ArrayList<>(shown);
    content.add(text(question));
    return server.request(content, maxTokens);
  }

  @Override
  public Answer answer(String question, AnswerOptions options, Predicate<String> pieces) {
    if (!server.address().freeQuestions()) {
      throw new InferenceException(
          "questions of one's own are not sent to "
              + server.address().server()
              + ", since they may name a patient; free-questions=yes behind the model's address"
              + " allows it");
    }
    ChatCompletionCreateParams.Builder request =
        asked(question, options.maxTokens())
            .temperature(options.temperature())
            .topP(options.topP())
            .seed(options.seed());
    if (!options.stops().isEmpty()) {
      request.stopOfStrings(options.stops());
    }
    long end = System.nanoTime() + options.deadline().toNanos();
    StringBuilder said = new StringBuilder();
    try {
      return server.stream(
          request.build(), options.deadline(), chunks -> streamed(chunks, end, pieces, said));
    } catch (OpenAIException e) {
      if (System.nanoTime() - end >= 0) {
        return new Answer(said.toString(), Answer.Ending.DEADLINE);
      }
      throw server.failure(e);
    }
  }

  private Answer streamed(
      Iterator<ChatCompletionChunk> chunks,
      long end,
      Predicate<String> pieces,
      StringBuilder said) {
    while (chunks.hasNext()) {
      for (ChatCompletionChunk.Choice choice : chunks.next().choices()) {
        String piece = choice.delta().content().orElse("");
        said.append(piece);
        if (!piece.isEmpty() && !pieces.test(piece)) {
          return new Answer(said.toString(), Answer.Ending.CANCELLED);
        }
        if (choice.finishReason().isPresent()) {
          return new Answer(said.toString(), ending(choice.finishReason().get().asString()));
        }
      }
      if (System.nanoTime() - end >= 0) {
        return new Answer(said.toString(), Answer.Ending.DEADLINE);
      }
    }
    throw new InferenceException(
        "the stream of " + server.address().server() + " broke off within an answer");
  }

  private Answer.Ending ending(String reason) {
    return switch (reason) {
      case "stop" -> Answer.Ending.COMPLETE;
      case "length" -> Answer.Ending.LENGTH;
      default ->
          throw new InferenceException(
              "the model server "
                  + server.address().server()
                  + " ended an answer for the reason '"
                  + reason
                  + "'");
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws InferenceException when the server does not tell how likely its answers are
   */
  @Override
  public List<double[]> score(List<OptionQuestion> questions) {
    List<double[]> scores = new ArrayList<>();
    for (OptionAnswer answer : choose(questions)) {
      if (answer.probabilities() == null) {
        throw new InferenceException(
            server.address().server() + " does not tell how likely its answers are");
      }
      scores.add(answer.probabilities().stream().mapToDouble(p -> p).toArray());
    }
    return scores;
  }

  @Override
  public List<OptionAnswer> choose(List<OptionQuestion> questions) {
    return questions.stream().map(this::choose).toList();
  }

  private OptionAnswer choose(OptionQuestion question) {
    OptionLetters letters = new OptionLetters(question);
    ChatCompletionCreateParams plain = asked(letters.prompt(), LETTER_TOKENS).build();
    ChatCompletion.Choice answer =
        server.ask(
            plain.toBuilder().logprobs(true).topLogprobs(LIKELIEST).build(),
            plain,
            logProbabilities);
    try {
      return letters
          .probabilities(firstToken(answer))
          .map(OptionAnswer::likeliest)
          .orElseGet(() -> inWords(letters, answer, question));
    } catch (OpenAIException e) {
      throw server.failure(e);
    }
  }

  /** Log-probabilities of the likeliest first tokens, none where the server tells none. */
  private static Map<String, Double> firstToken(ChatCompletion.Choice answer) {
    List<ChatCompletionTokenLogprob> tokens =
        answer.logprobs().flatMap(ChatCompletion.Choice.Logprobs::content).orElse(List.of());
    Map<String, Double> first = new HashMap<>();
    if (!tokens.isEmpty()) {
      tokens.get(0).topLogprobs().forEach(t -> first.merge(t.token(), t.logprob(), Math::max));
    }
    return first;
  }

  private OptionAnswer inWords(
      OptionLetters letters, ChatCompletion.Choice answer, OptionQuestion question) {
    int said =
        letters
            .said(answer.message().content().orElse(""))
            .orElseThrow(
                () ->
                    new InferenceException(
                        "the answer of "
                            + server.address().server()
                            + " is none of the options of: "
                            + question.question()));
    return new OptionAnswer(said, null);
  }

  /**
   * {@inheritDoc}
   *
   * <p>An answer that is not exactly of the form asked for gives no box, and is logged as such.
   */
  @Override
  public List<Optional<Box>> locate(List<String> phrases, int image) {
    String name = name(image, images.size());
    List<Optional<Box>> boxes = new ArrayList<>();
    for (String phrase : phrases) {
      ChatCompletionCreateParams plain = asked(BoxAnswer.prompt(phrase, name), BOX_TOKENS).build();
      ChatCompletion.Choice answer =
          server.ask(plain.toBuilder().responseFormat(schema()).build(), plain, schemas);
      try {
        boxes.add(BoxAnswer.read(answer.message().content().orElse(""), images.get(image)));
      } catch (BoxAnswer.MalformedException e) {
        LOG.warn(
            "no box for {}: the answer of {}: {}",
            phrase,
            server.address().server(),
            e.getMessage());
        boxes.add(Optional.empty());
      } catch (OpenAIException e) {
        throw server.failure(e);
      }
    }
    return boxes;
  }

  private static ResponseFormatJsonSchema schema() {
    ResponseFormatJsonSchema.JsonSchema.Schema.Builder schema =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    BoxAnswer.schema()
        .forEach((key, value) -> schema.putAdditionalProperty(key, JsonValue.from(value)));
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            ResponseFormatJsonSchema.JsonSchema.builder()
                .name("box")
                .strict(true)
                .schema(schema.build())
                .build())
        .build();
  }

  /** Nothing is held at the server. */
  @Override
  public void close() {}
}
