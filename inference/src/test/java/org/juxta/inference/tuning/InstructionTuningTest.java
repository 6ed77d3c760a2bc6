package org.juxta.inference.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.Models;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;

class InstructionTuningTest {
  /** The renderer draws nothing smaller than 64 pixels, and half as large again as asked for. */
  private static final int SIZE = 48;

  @TempDir Path directory;

  @Test
  void aRunLeavesACheckpointThatLoadsAndOneLineForEachStep() throws IOException {
    LlavaConfig config = TinyCheckpoint.create(directory, 1, SIZE);
    String before;
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      before = model.identity().version();
    }
    run(directory, config, 2, step -> {});
    List<String> lines = Files.readAllLines(directory.resolve("metrics.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).matches("\\{\"step\":2,\"loss\":\\d\\.\\d+,.*\\}");
    assertThat(ImageIO.read(directory.resolve("loss.png").toFile()).getWidth()).isEqualTo(900);
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      assertThat(model.identity().version()).isNotEqualTo(before);
    }
    assertThat(directory.resolve("model.safetensors.part")).doesNotExist();
  }

  @Test
  void aRunThatIsCutOffEndsInTheSameWeightsAsOneThatIsNot() throws IOException {
    Path whole = Files.createDirectory(directory.resolve("whole"));
    Path cut = Files.createDirectory(directory.resolve("cut"));
    LlavaConfig config = TinyCheckpoint.create(whole, 1, SIZE);
    TinyCheckpoint.create(cut, 1, SIZE);
    run(whole, config, 5, step -> {});
    // State is kept after the second step and the fourth; the third is done twice.
    assertThatThrownBy(() -> run(cut, config, 5, InstructionTuningTest::failAtTheThird))
        .isInstanceOf(IllegalStateException.class);
    assertThat(TuningState.read(cut).step()).isEqualTo(2);
    run(cut, config, 5, step -> {});
    for (String file : List.of("model.safetensors", "metrics.jsonl", "tuning_state.safetensors")) {
      assertThat(cut.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  private static void failAtTheThird(int step) {
    if (step == 3) {
      throw new IllegalStateException("cut off");
    }
  }

  @Test
  void aRunOfAnotherLengthIsNotTakenUp() throws IOException {
    LlavaConfig config = TinyCheckpoint.create(directory, 1, SIZE);
    run(directory, config, 2, step -> {});
    assertThatThrownBy(() -> run(directory, config, 3, step -> {}))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("the run there is one of 2 steps, not 3");
  }

  private static void run(Path directory, LlavaConfig config, int steps, IntConsumer afterStep)
      throws IOException {
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      new InstructionTuning(
              directory,
              config,
              new LlavaPrompts(tokenizer, config),
              new ImageProcessor(SIZE, 0.5, 0.25),
              steps,
              2,
              TuneEmbedded.FIRST_SEED)
          .run(InitialWeights.draw(config, 3), (step, loss) -> afterStep.accept(step));
    }
  }

  @Test
  void theSameStepBringsTheSamePatients() {
    try (PatientStream one = new PatientStream(5_000_000, SIZE, 2, 6, 1);
        PatientStream other = new PatientStream(5_000_000, SIZE, 2, 6, 2)) {
      one.of(1, 3);
      List<RenderedPatient> first = one.of(4, 5);
      List<RenderedPatient> second = other.of(4, 5);
      for (int i = 0; i < 5; i++) {
        assertThat(first.get(i).current()).isEqualTo(second.get(i).current());
        assertThat(first.get(i).change()).isEqualTo(second.get(i).change());
      }
      // The first two of a step are new: patients 6 and 7 of the run.
      assertThat(first.get(0).current()).isEqualTo(RenderedPatient.of(5_000_006, SIZE).current());
    }
  }

  @Test
  void theNewCheckpointsTokenizerAndConfigurationAgree() throws IOException {
    LlavaConfig config = NewCheckpoint.create(directory, TuneEmbedded.FIRST_SEED);
    assertThat(LlavaConfig.read(directory)).isEqualTo(config);
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      assertThat(tokenizer.largestId()).isEqualTo(config.textConfig().vocabSize() - 1L);
      assertThat(tokenizer.idOf("<loc_127>")).isEqualTo(config.locationTokens().first() + 127L);
      assertThat(tokenizer.encode("Q: How has pleural effusion changed?\nA:")).hasSize(11);
    }
  }
}
