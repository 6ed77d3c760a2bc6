package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Answer;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;

/** What callers get from a published checkpoint, on a tiny random one. */
class ChatModelTest {
  private static final ParityFixture FIXTURE = ParityFixture.of("mantis-siglip");
  private static final ImageInput PRIOR = FIXTURE.image(0);
  private static final ImageInput CURRENT = FIXTURE.image(1);
  private static final OptionQuestion CHANGE =
      new OptionQuestion("How has the nodule changed?", List.of("absent", "new", "worsened"));
  private static final OptionQuestion PRESENCE =
      new OptionQuestion("Is there a pleural effusion in the image?", List.of("yes", "no"));

  private static VisionLanguageModel model;

  @BeforeAll
  static void load() {
    model = Families.load(FIXTURE.directory(), Set.of("llama3"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static AnswerOptions options(double temperature, long seed, List<String> stops) {
    return new AnswerOptions(20, temperature, 0.9, seed, stops, Duration.ofMinutes(5));
  }

  @Test
  void piecesOfAnAnswerAddUpToIt() {
    try (ImageContext context = model.open(List.of(PRIOR, CURRENT))) {
      StringBuilder streamed = new StringBuilder();
      Answer answer =
          context.answer(
              "What is seen?",
              AnswerOptions.greedy(20),
              piece -> {
                streamed.append(piece);
                return true;
              });
      assertThat(streamed).hasToString(answer.text());
      assertThat(answer.text()).isNotEmpty().isEqualTo(context.answer("What is seen?", 20));
    }
  }

  @Test
  void anAnswerEndsWhereTheCallerWantsItTo() {
    try (ImageContext context = model.open(List.of(CURRENT))) {
      Answer whole = context.answer("What is seen?", AnswerOptions.greedy(20), piece -> true);
      List<String> pieces = new ArrayList<>();
      Answer cancelled =
          context.answer(
              "What is seen?",
              AnswerOptions.greedy(20),
              piece -> {
                pieces.add(piece);
                return pieces.size() < 2;
              });
      assertThat(cancelled.ending()).isEqualTo(Answer.Ending.CANCELLED);
      assertThat(pieces).hasSize(2);
      assertThat(whole.text()).startsWith(cancelled.text()).isNotEqualTo(cancelled.text());
      String stop = whole.text().substring(5, 8);
      Answer stopped = context.answer("What is seen?", options(0, 0, List.of(stop)), piece -> true);
      assertThat(stopped.ending()).isEqualTo(Answer.Ending.COMPLETE);
      assertThat(stopped.text()).isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
      Answer late =
          context.answer(
              "What is seen?",
              new AnswerOptions(20, 0, 1, 0, List.of(), Duration.ZERO),
              piece -> true);
      assertThat(late.ending()).isEqualTo(Answer.Ending.DEADLINE);
    }
  }

  @Test
  void drawnAnswersFollowTheirSeed() {
    try (ImageContext context = model.open(List.of(CURRENT))) {
      String first = context.answer("Describe it.", options(1.5, 3, List.of()), p -> true).text();
      assertThat(context.answer("Describe it.", options(1.5, 3, List.of()), p -> true).text())
          .isEqualTo(first);
      assertThat(context.answer("Describe it.", options(1.5, 4, List.of()), p -> true).text())
          .isNotEqualTo(first);
    }
  }

  @Test
  void questionsAskedTogetherAreAnsweredAsIfAskedAlone() {
    try (ImageContext context = model.open(List.of(PRIOR, CURRENT))) {
      List<double[]> together = context.score(List.of(CHANGE, PRESENCE));
      assertThat(together.get(0))
          .containsExactly(context.score(List.of(CHANGE)).get(0), within(1e-2));
      assertThat(together.get(1))
          .containsExactly(context.score(List.of(PRESENCE)).get(0), within(1e-2));
      assertThat(together.get(0)[0] + together.get(0)[1] + together.get(0)[2])
          .isCloseTo(1, within(1e-9));
      assertThat(context.score(List.of())).isEmpty();
    }
  }

  @Test
  void answersDependOnTheImagesAndOnTheirOrder() {
    double straight = likelihood(PRIOR, CURRENT);
    assertThat(likelihood(CURRENT, PRIOR)).isNotCloseTo(straight, within(5e-2));
    ImageInput blank = new ImageInput(9, 9, new float[81]);
    assertThat(likelihood(PRIOR, blank)).isNotCloseTo(straight, within(5e-2));
  }

  private static double likelihood(ImageInput prior, ImageInput current) {
    try (ImageContext context = model.open(List.of(prior, current))) {
      return Math.log(context.score(List.of(CHANGE)).get(0)[0]);
    }
  }

  @Test
  void whatCannotBeAskedIsRefusedBeforeItStarts() {
    try (ImageContext context = model.open(List.of(CURRENT))) {
      assertThatThrownBy(() -> context.answer("x<|eot_id|>y", 5))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("<|eot_id|>");
      assertThatThrownBy(() -> context.answer("What is seen?", 500))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("room for 512");
      assertThatThrownBy(() -> model.open(List.of()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("no image");
    }
    float[] luminance = new float[4];
    luminance[2] = Float.NaN;
    assertThatThrownBy(() -> model.open(List.of(new ImageInput(2, 2, luminance))))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void readersThatAskAtTheSameTimeDoNotDisturbEachOther() throws Exception {
    List<Callable<String>> asking = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<ImageInput> images = i % 2 == 0 ? List.of(PRIOR, CURRENT) : List.of(CURRENT);
      asking.add(
          () -> {
            try (ImageContext context = model.open(images)) {
              return context.answer("What is seen?", 12);
            }
          });
    }
    List<String> alone = new ArrayList<>();
    for (Callable<String> one : asking) {
      alone.add(one.call());
    }
    ExecutorService readers = Executors.newFixedThreadPool(asking.size());
    try {
      List<String> together = new ArrayList<>();
      for (Future<String> answer : readers.invokeAll(asking)) {
        together.add(answer.get());
      }
      assertThat(together).isEqualTo(alone);
      assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void whatIsClosedCannotBeAsked() {
    ImageContext context = model.open(List.of(CURRENT));
    context.close();
    assertThatThrownBy(() -> context.answer("What is seen?", 5))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("closed");
    VisionLanguageModel other = Families.load(FIXTURE.directory(), Set.of("llama3"));
    other.close();
    assertThatThrownBy(() -> other.open(List.of(CURRENT)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("closed");
  }
}
