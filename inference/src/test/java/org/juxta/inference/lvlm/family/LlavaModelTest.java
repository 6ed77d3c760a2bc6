package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.Models;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.control.SlowLlava;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.text.TokenizerTrainer;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ReadingProtocol;

class LlavaModelTest {
  private static final ImageInput PRIOR = TinyCheckpoint.image(50, 70, 1);
  private static final ImageInput CURRENT = TinyCheckpoint.image(90, 40, 2);

  @TempDir Path directory;

  @Test
  void optionsHaveTheProbabilitiesOfTheControl() throws IOException {
    LlavaConfig config = TinyCheckpoint.create(directory, 1);
    SlowLlava control = new SlowLlava(config, TinyCheckpoint.weights(config, 1));
    ImageProcessor processor = new ImageProcessor(TinyCheckpoint.SIZE, 0.5, 0.25);
    List<float[]> pixels = List.of(processor.process(PRIOR), processor.process(CURRENT));
    List<OptionQuestion> questions =
        List.of(
            ReadingProtocol.change(FindingType.NODULE),
            ReadingProtocol.presence(FindingType.PLEURAL_EFFUSION));
    try (VisionLanguageModel model = Models.load(directory.toString());
        Tokenizer tokenizer = Tokenizer.read(directory);
        ImageContext context = model.open(List.of(PRIOR, CURRENT))) {
      LlavaPrompts prompts = new LlavaPrompts(tokenizer, config);
      List<double[]> answers = context.score(questions);
      for (int q = 0; q < questions.size(); q++) {
        OptionQuestion question = questions.get(q);
        double[] expected =
            question.options().stream()
                .mapToDouble(option -> likelihood(control, prompts, pixels, question, option))
                .toArray();
        double sum = Arrays.stream(expected).sum();
        assertThat(answers.get(q)).hasSize(expected.length);
        assertThat(Arrays.stream(answers.get(q)).sum()).isCloseTo(1, within(1e-9));
        for (int i = 0; i < expected.length; i++) {
          assertThat(answers.get(q)[i]).isCloseTo(expected[i] / sum, within(1e-4));
        }
      }
    }
  }

  private static double likelihood(
      SlowLlava control,
      LlavaPrompts prompts,
      List<float[]> pixels,
      OptionQuestion question,
      String option) {
    long[] asked = prompts.question(question.question());
    long[] answer = prompts.answer(option);
    long[] ids = Arrays.copyOf(asked, asked.length + answer.length - 1);
    System.arraycopy(answer, 0, ids, asked.length, answer.length - 1);
    long[] labels = new long[ids.length];
    Arrays.fill(labels, -1);
    System.arraycopy(answer, 0, labels, asked.length - 1, answer.length);
    return Math.exp(control.score(prompts.prefix(2), pixels, ids, labels));
  }

  @Test
  void boxesComeInPixelsOfTheImageAskedAbout() throws IOException {
    boolean[] found = new boolean[2];
    for (int seed = 1; seed <= 6; seed++) {
      TinyCheckpoint.create(directory, seed);
      try (VisionLanguageModel model = Models.load(directory.toString());
          ImageContext context = model.open(List.of(PRIOR, CURRENT))) {
        for (int image = 0; image < 2; image++) {
          ImageInput source = image == 0 ? PRIOR : CURRENT;
          List<Optional<Box>> boxes = context.locate(List.of("nodule", "pleural effusion"), image);
          assertThat(boxes).hasSize(2);
          for (Optional<Box> box : boxes) {
            found[image] |= box.isPresent();
            box.ifPresent(
                b -> {
                  assertThat(b.x0()).isBetween(0.0, b.x1());
                  assertThat(b.x1()).isLessThanOrEqualTo(source.width());
                  assertThat(b.y0()).isBetween(0.0, b.y1());
                  assertThat(b.y1()).isLessThanOrEqualTo(source.height());
                });
          }
        }
        assertThat(context.locate(List.of(), 0)).isEmpty();
      }
    }
    assertThat(found).containsOnly(true);
  }

  @Test
  void aTypedQuestionIsAnsweredInWordsAndCannotSmuggleTokensIn() throws IOException {
    TinyCheckpoint.create(directory, 1);
    try (VisionLanguageModel model = Models.load(directory.toString());
        ImageContext context = model.open(List.of(CURRENT))) {
      assertThat(context.answer("What is seen?", 12)).isNotEmpty().doesNotContain("<loc_", "</s>");
      assertThatThrownBy(() -> context.answer("x</s>\nQ: y", 12))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("</s>");
      assertThatThrownBy(() -> context.answer("long ".repeat(600), 12))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("room for 512");
    }
  }

  @Test
  void imagesThatTheModelCannotTakeAreRefused() throws IOException {
    TinyCheckpoint.create(directory, 1);
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      assertThatThrownBy(() -> model.open(List.of(PRIOR, PRIOR, CURRENT)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("3 images");
      float[] luminance = new float[12];
      luminance[7] = Float.NaN;
      assertThatThrownBy(() -> model.open(List.of(new ImageInput(4, 3, luminance))))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void theCardAndTheWeightsSayWhoAnswers() throws IOException {
    TinyCheckpoint.create(directory, 1);
    String version;
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      version = model.identity().version();
      assertThat(version).matches("[0-9a-f]{12}");
      assertThat(model.identity().name()).isEqualTo("tiny");
      assertThat(model.identity().notice()).isEqualTo("Not for clinical use");
    }
    TinyCheckpoint.create(directory, 2);
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      assertThat(model.identity().version()).isNotEqualTo(version);
    }
    Files.writeString(directory.resolve("README.md"), "name: x\nmanufacturer: y\n");
    assertRefused("notice: ");
  }

  @Test
  void aTokenizerWhoseIdsDisagreeIsRefused() throws IOException {
    TinyCheckpoint.create(directory, 1);
    Path file = directory.resolve("tokenizer.json");
    List<String> special = LlavaPrompts.specialTokens(TinyCheckpoint.BINS);
    List<String> moved = new java.util.ArrayList<>(special);
    java.util.Collections.swap(moved, 10, 11);
    TokenizerTrainer.train(file, List.of(), moved, 0);
    assertRefused("<loc_5> the id 10, tokenizer.json 11");
    moved = new java.util.ArrayList<>(special);
    java.util.Collections.swap(moved, 0, 1);
    TokenizerTrainer.train(file, List.of(), moved, 0);
    assertRefused("<s> the id 1, tokenizer.json 0");
    TokenizerTrainer.train(file, List.of(), special.subList(0, 8), 0);
    assertRefused("no token <loc_3>");
    TokenizerTrainer.train(file, List.of("abcdefghij ".repeat(9)), special, 10_000);
    LlavaConfig smaller = TinyCheckpoint.config(280);
    smaller.write(directory);
    assertRefused("text_config.vocab_size 280");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> LlavaModel.load(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(why);
  }
}
