package org.juxta.inference.lvlm.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.control.SlowLlava;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.Tokenizer;

class LlavaEngineTest {
  private static final List<String[]> PAIRS =
      List.of(
          new String[] {"How has nodule changed?", "worsened"},
          new String[] {"How has pleural effusion changed since the prior image?", "absent"},
          new String[] {"Is there x?", "an answer with several words"},
          new String[] {"What is seen?", "no"});
  private static final float[] FIRST = TinyCheckpoint.pixels(11);
  private static final float[] SECOND = TinyCheckpoint.pixels(12);

  @TempDir static Path directory;

  private static LlavaConfig config;
  private static Map<String, Tensor> weights;
  private static Tokenizer tokenizer;
  private static LlavaPrompts prompts;
  private static LlavaEngine engine;
  private static SlowLlava control;

  @BeforeAll
  static void load() throws IOException {
    config = TinyCheckpoint.create(directory, 1);
    weights = TinyCheckpoint.weights(config, 1);
    tokenizer = Tokenizer.read(directory);
    prompts = new LlavaPrompts(tokenizer, config);
    engine = LlavaEngine.load(config, directory.resolve("model.safetensors"));
    control = new SlowLlava(config, weights);
  }

  @AfterAll
  static void close() {
    engine.close();
    tokenizer.close();
  }

  private static LlavaEngine.Prefix look(float[]... images) {
    return look(engine, images);
  }

  private static LlavaEngine.Prefix look(LlavaEngine by, float[]... images) {
    float[] pixels = new float[images.length * FIRST.length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(images[i], 0, pixels, i * FIRST.length, FIRST.length);
    }
    return by.prefill(prompts.prefix(images.length), pixels, images.length);
  }

  private static void assertScoresAsTheControl(float[]... images) {
    Rows rows = Rows.of(prompts, PAIRS);
    try (LlavaEngine.Prefix prefix = look(images)) {
      double[] scores = engine.score(prefix, rows.ids(), rows.labels());
      for (int k = 0; k < scores.length; k++) {
        double expected =
            control.score(
                prompts.prefix(images.length), List.of(images), rows.ids()[k], rows.labels()[k]);
        assertThat(scores[k]).as(PAIRS.get(k)[0]).isCloseTo(expected, within(1e-4));
        assertThat(expected).isLessThan(-1);
      }
    }
  }

  @Test
  void oneImageScoresAsInTheControl() {
    assertScoresAsTheControl(FIRST);
  }

  @Test
  void twoImagesScoreAsInTheControl() {
    assertScoresAsTheControl(FIRST, SECOND);
  }

  @Test
  void aHeadOfItsOwnScoresAsInTheControl(@TempDir Path elsewhere) throws IOException {
    LlavaConfig untied =
        new LlavaConfig(
            config.architectures(),
            config.modelType(),
            config.imageTokenIndex(),
            config.bosTokenId(),
            config.eosTokenId(),
            config.padTokenId(),
            config.projectorHiddenAct(),
            config.visionFeatureLayer(),
            config.visionFeatureSelectStrategy(),
            false,
            config.torchDtype(),
            config.textConfig(),
            config.visionConfig(),
            config.locationTokens());
    Map<String, Tensor> others = TinyCheckpoint.weights(untied, 5);
    Path file = elsewhere.resolve("model.safetensors");
    Safetensors.write(file, others, Map.of());
    Rows rows = Rows.of(prompts, PAIRS.subList(0, 1));
    try (LlavaEngine second = LlavaEngine.load(untied, file);
        LlavaEngine.Prefix prefix = look(second, FIRST)) {
      assertThat(second.score(prefix, rows.ids(), rows.labels())[0])
          .isCloseTo(
              new SlowLlava(untied, others)
                  .score(prompts.prefix(1), List.of(FIRST), rows.ids()[0], rows.labels()[0]),
              within(1e-4));
    }
  }

  @Test
  void greedyAnswersAreTheControlsMostLikelyTokens() {
    long[] question = prompts.question(PAIRS.get(0)[0]);
    long[] expected = control.greedy(prompts.prefix(2), List.of(FIRST, SECOND), question, 20);
    assertThat(expected.length).isGreaterThan(2);
    try (LlavaEngine.Prefix prefix = look(FIRST, SECOND)) {
      assertThat(engine.generate(prefix, question, 20)).isEqualTo(expected);
    }
  }

  @Test
  void anAnswerEndsAtTheEndTokenAndAtTheBound() {
    long[] question = prompts.question(PAIRS.get(0)[0]);
    try (LlavaEngine.Prefix prefix = look(FIRST)) {
      long[] whole = engine.generate(prefix, question, 20);
      assertThat(whole.length).isBetween(3, 20);
      assertThat(engine.generate(prefix, question, 2)).isEqualTo(Arrays.copyOf(whole, 2));
    }
  }

  @Test
  void aBatchOfQuestionsScoresAsEachQuestionAlone() {
    Rows together = Rows.of(prompts, PAIRS);
    try (LlavaEngine.Prefix prefix = look(FIRST, SECOND)) {
      double[] batch = engine.score(prefix, together.ids(), together.labels());
      for (int k = 0; k < PAIRS.size(); k++) {
        Rows alone = Rows.of(prompts, PAIRS.subList(k, k + 1));
        assertThat(engine.score(prefix, alone.ids(), alone.labels())[0])
            .isCloseTo(batch[k], within(1e-4));
      }
    }
  }

  @Test
  void aQuestionIsAnsweredTheSameAfterOthersWereAsked() {
    Rows first = Rows.of(prompts, PAIRS.subList(0, 1));
    Rows others = Rows.of(prompts, PAIRS.subList(1, 4));
    try (LlavaEngine.Prefix prefix = look(FIRST, SECOND)) {
      double[] before = engine.score(prefix, first.ids(), first.labels());
      engine.score(prefix, others.ids(), others.labels());
      engine.generate(prefix, prompts.question("What has changed?"), 5);
      engine.locate(prefix, new long[][] {prompts.question("Where is it?")});
      assertThat(engine.score(prefix, first.ids(), first.labels())).isEqualTo(before);
    }
  }

  @Test
  void swappedImagesAreAnsweredDifferently() {
    Rows rows = Rows.of(prompts, PAIRS.subList(0, 1));
    try (LlavaEngine.Prefix straight = look(FIRST, SECOND);
        LlavaEngine.Prefix swapped = look(SECOND, FIRST)) {
      double difference =
          engine.score(straight, rows.ids(), rows.labels())[0]
              - engine.score(swapped, rows.ids(), rows.labels())[0];
      assertThat(Math.abs(difference)).isGreaterThan(1e-3);
    }
  }

  @Test
  void boxesAreTheControlsMostLikelyOnesForQuestionsOfDifferentLength() {
    List<String> texts =
        List.of("Where?", "Where is pleural effusion in the prior image?", "Where is nodule?");
    long[][] questions = texts.stream().map(prompts::question).toArray(long[][]::new);
    try (LlavaEngine.Prefix prefix = look(FIRST, SECOND)) {
      LlavaEngine.Place[] places = engine.locate(prefix, questions);
      for (int k = 0; k < places.length; k++) {
        LlavaEngine.Place place = places[k];
        List<float[]> images = List.of(FIRST, SECOND);
        assertThat(new int[] {place.x0(), place.y0(), place.x1(), place.y1()})
            .isEqualTo(control.locate(prompts.prefix(2), images, questions[k]));
        assertThat(place.noBox())
            .isCloseTo(control.noBox(prompts.prefix(2), images, questions[k]), within(1e-5));
      }
    }
  }

  @Test
  void everyPlaceIsABoxWhateverTheWeightsAndImages(@TempDir Path elsewhere) throws IOException {
    long[][] questions =
        PAIRS.stream().map(pair -> prompts.question(pair[0])).toArray(long[][]::new);
    int checked = 0;
    int constrained = 0;
    for (int seed = 100; seed < 108; seed++) {
      Path file = elsewhere.resolve(seed + ".safetensors");
      Map<String, Tensor> others = TinyCheckpoint.weights(config, seed);
      Safetensors.write(file, others, Map.of());
      try (LlavaEngine other = LlavaEngine.load(config, file)) {
        for (int image = 0; image < 4; image++) {
          try (LlavaEngine.Prefix prefix = look(other, TinyCheckpoint.pixels(7L * seed + image))) {
            for (LlavaEngine.Place place : other.locate(prefix, questions)) {
              assertThat(place.x0()).isBetween(0, place.x1() - 1);
              assertThat(place.y0()).isBetween(0, place.y1() - 1);
              assertThat(place.x1()).isLessThan(TinyCheckpoint.BINS);
              assertThat(place.y1()).isLessThan(TinyCheckpoint.BINS);
              checked++;
              constrained += place.x1() == place.x0() + 1 ? 1 : 0;
            }
          }
        }
      }
    }
    assertThat(checked).isEqualTo(8 * 4 * PAIRS.size());
    assertThat(constrained).as("boxes at the edge of what is allowed").isPositive();
  }

  @Test
  void whatDoesNotFitTheModelsRoomIsRefusedWithBothNumbers() {
    long[] tooLong = new long[500];
    Arrays.fill(tooLong, 30);
    try (LlavaEngine.Prefix prefix = look(FIRST)) {
      String message = "takes " + (prefix.tokens() + 500) + " tokens, the model has room for 512";
      assertThatThrownBy(() -> engine.score(prefix, new long[][] {tooLong}, new long[1][500]))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(message);
      assertThatThrownBy(() -> engine.locate(prefix, new long[][] {tooLong}))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("room for 512");
      assertThatThrownBy(() -> engine.generate(prefix, new long[] {30}, Integer.MAX_VALUE))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("room for 512");
    }
    assertThatThrownBy(() -> engine.prefill(new long[513], new float[0], 0))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("takes 513 tokens");
  }

  @Test
  void imagesThatDoNotBelongToThePromptAreRefused() {
    assertThatThrownBy(() -> engine.prefill(prompts.prefix(1), new float[2 * FIRST.length], 2))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("64 image tokens")
        .hasMessageContaining("2 images of 32 x 32");
    float[] broken = FIRST.clone();
    broken[17] = Float.NaN;
    assertThatThrownBy(() -> look(broken))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void weightsThatAnswerNoNumbersAreNotTakenForAnAnswer(@TempDir Path elsewhere)
      throws IOException {
    Map<String, Tensor> broken = TinyCheckpoint.weights(config, 1);
    Arrays.fill(
        java.util.Objects.requireNonNull(broken.get("language_model.model.norm.weight")).values(),
        Float.NaN);
    Path file = elsewhere.resolve("model.safetensors");
    Safetensors.write(file, broken, Map.of());
    Rows rows = Rows.of(prompts, PAIRS);
    try (LlavaEngine other = LlavaEngine.load(config, file);
        LlavaEngine.Prefix prefix = look(other, FIRST)) {
      assertThatThrownBy(() -> other.score(prefix, rows.ids(), rows.labels()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("NaN");
      assertThatThrownBy(() -> other.locate(prefix, rows.ids()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void nothingAskedIsNothingAnswered() {
    try (LlavaEngine.Prefix prefix = look(FIRST)) {
      assertThat(engine.score(prefix, new long[0][], new long[0][])).isEmpty();
      assertThat(engine.locate(prefix, new long[0][])).isEmpty();
      assertThatThrownBy(() -> engine.generate(prefix, new long[] {30}, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void closedImagesAndAClosedModelSaySo() {
    Rows rows = Rows.of(prompts, PAIRS);
    LlavaEngine other = LlavaEngine.load(config, directory.resolve("model.safetensors"));
    LlavaEngine.Prefix prefix = look(other, FIRST);
    LlavaEngine.Prefix open = look(other, FIRST);
    prefix.close();
    prefix.close();
    assertThatThrownBy(() -> other.score(prefix, rows.ids(), rows.labels()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("images are closed");
    other.close();
    other.close();
    assertThatThrownBy(() -> other.score(open, rows.ids(), rows.labels()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("model is closed");
    open.close();
  }

  @Test
  void threadsThatAskAndCloseDoNotDisturbOneAnother() throws Exception {
    Rows rows = Rows.of(prompts, PAIRS);
    double[] expected;
    try (LlavaEngine.Prefix prefix = look(FIRST, SECOND)) {
      expected = engine.score(prefix, rows.ids(), rows.labels());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[]>> answers = new ArrayList<>();
      List<Future<?>> closings = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        LlavaEngine.Prefix prefix = look(FIRST, SECOND);
        answers.add(threads.submit(() -> engine.score(prefix, rows.ids(), rows.labels())));
        closings.add(threads.submit(prefix::close));
      }
      int answered = 0;
      for (Future<double[]> answer : answers) {
        try {
          assertThat(answer.get()).containsExactly(expected, within(1e-5));
          answered++;
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOf(InferenceException.class)
              .hasMessageContaining("images are closed");
        }
      }
      for (Future<?> closing : closings) {
        closing.get();
      }
      assertThat(answered).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }
}
