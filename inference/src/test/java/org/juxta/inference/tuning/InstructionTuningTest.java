package org.juxta.inference.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.Models;
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
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      new InstructionTuning(
              directory,
              config,
              new LlavaPrompts(tokenizer, config),
              new ImageProcessor(SIZE, 0.5, 0.25),
              2,
              TuneEmbedded.FIRST_SEED)
          .run(InitialWeights.draw(config, 3));
    }
    List<String> lines = Files.readAllLines(directory.resolve("metrics.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).matches("\\{\"step\":2,\"loss\":\\d\\.\\d+,.*\\}");
    try (VisionLanguageModel model = Models.load(directory.toString())) {
      assertThat(model.identity().version()).isNotEqualTo(before);
    }
    assertThat(directory.resolve("model.safetensors.part")).doesNotExist();
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
