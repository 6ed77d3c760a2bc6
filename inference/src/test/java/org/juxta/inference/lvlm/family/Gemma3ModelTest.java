package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelInspection;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.checkpoint.ConfigFile;
import org.juxta.inference.lvlm.checkpoint.Gemma3TextConfig;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;

class Gemma3ModelTest {
  private static final ParityFixture FIXTURE = ParityFixture.of("gemma3");
  private static final List<String> PHRASES =
      List.of("nodule", "the left upper lobe", "consolidation", "pneumothorax");

  @Test
  void boxesLieWithinTheImageAskedAboutAndDoNotDependOnEachOther(@TempDir Path pointing)
      throws IOException {
    ImageInput prior = FIXTURE.image(1);
    ImageInput current = FIXTURE.image(0);
    assertThat(located(FIXTURE.directory(), List.of(prior, current), PHRASES))
        .containsOnly(Optional.empty());
    swapNothingAndSomething(pointing);
    List<Optional<Box>> together = located(pointing, List.of(prior, current), PHRASES);
    assertThat(together).hasSize(PHRASES.size()).allMatch(Optional::isPresent);
    for (int i = 0; i < PHRASES.size(); i++) {
      assertThat(located(pointing, List.of(prior, current), List.of(PHRASES.get(i))))
          .containsExactly(together.get(i));
      Box box = together.get(i).orElseThrow();
      assertThat(box.x0()).isBetween(0.0, box.x1());
      assertThat(box.x1()).isLessThanOrEqualTo(current.width());
      assertThat(box.y0()).isBetween(0.0, box.y1());
      assertThat(box.y1()).isLessThanOrEqualTo(current.height());
    }
    assertThat(located(pointing, List.of(prior, current), List.of())).isEmpty();
  }

  private static List<Optional<Box>> located(
      Path directory, List<ImageInput> images, List<String> phrases) {
    try (VisionLanguageModel model =
            Families.load(directory, Set.of("health-ai-developer-foundations"));
        ImageContext context = model.open(images)) {
      return context.locate(phrases, 1);
    }
  }

  /** A copy of the checkpoint that says the first word of 'something' where it said 'nothing'. */
  private static void swapNothingAndSomething(Path directory) throws IOException {
    FixtureCopy.of("gemma3", directory);
    Family family = Families.read(directory);
    WeightFiles.Place place =
        Objects.requireNonNull(family.weights().get("language_model.model.embed_tokens.weight"));
    long[] none = family.boxes().orElseThrow().nothingOrSomething().get(0);
    long[] some = family.boxes().orElseThrow().nothingOrSomething().get(1);
    family.tokenizer().close();
    int at = Arrays.mismatch(none, some);
    int row = 2 * (int) place.entry().shape()[1];
    byte[] first = new byte[row];
    byte[] second = new byte[row];
    try (RandomAccessFile file = new RandomAccessFile(place.file().toFile(), "rw")) {
      file.seek(place.entry().start() + none[at] * row);
      file.readFully(first);
      file.seek(place.entry().start() + some[at] * row);
      file.readFully(second);
      file.seek(place.entry().start() + some[at] * row);
      file.write(first);
      file.seek(place.entry().start() + none[at] * row);
      file.write(second);
    }
  }

  @Test
  void thousandthsOfTheSquareAreMappedBackThroughPaddingAndResize() {
    Family family = Families.read(FIXTURE.directory());
    try (var tokenizer = family.tokenizer()) {
      Gemma3Boxes boxes = family.boxes().orElseThrow();
      // A source of 200 x 100 lies in the square's rows from a quarter to three quarters.
      ImageInput wide = new ImageInput(200, 100, new float[20_000]);
      Box box = family.images().toSource(boxes.box(List.of(250, 100, 500, 600)), wide);
      assertThat(box.x0()).isCloseTo(20, within(1e-6));
      assertThat(box.y0()).isCloseTo(0, within(1e-6));
      assertThat(box.x1()).isCloseTo(120, within(1e-6));
      assertThat(box.y1()).isCloseTo(50, within(1e-6));
      assertThat(tokenizer.decode(boxes.beginning())).endsWith("[{\"box_2d\": [");
    }
  }

  @Test
  void anInspectionTellsWhatTheCheckpointNeeds() {
    ModelInspection found = Families.inspect(FIXTURE.directory());
    assertThat(found.family()).isEqualTo("Gemma 3");
    assertThat(found.licence().id()).isEqualTo("health-ai-developer-foundations");
    assertThat(found.elementType()).isEqualTo("BF16");
    assertThat(found.weightBytes()).isEqualTo(2 * found.parameters());
    assertThat(found.tokensPerImage()).isEqualTo(4);
    assertThat(found.imageSize()).isEqualTo(112);
    // Keys and values of 4 layers, 2 heads of 16 numbers, 2 bytes each.
    assertThat(found.cacheBytesPerToken()).isEqualTo(2 * 4 * 2 * 16 * 2);
    assertThat(found.pointsAtThings()).isTrue();
    assertThat(Families.inspect(ParityFixture.of("mantis-clip").directory()).pointsAtThings())
        .isFalse();
  }

  /** What the published file leaves out, and what the class behind it would have put there. */
  @Test
  void classDefaultsStandInForWhatThePublishedFileLeavesOut(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("config.json");
    Files.writeString(
        file,
        """
        {"hidden_size": 2560, "intermediate_size": 10240, "model_type": "gemma3_text",
         "num_hidden_layers": 34, "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
         "sliding_window": 1024}
        """);
    assertThat(Gemma3TextConfig.read(ConfigFile.read(file)))
        .isEqualTo(
            new Gemma3TextConfig(
                262_208, 2560, 10_240, 34, 8, 4, 256, 131_072, 1e-6, 1e6, 8, 1e4, 1024, 6, 256));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"linear\" | \"yarn\" | text_config.rope_scaling.rope_type",
        "\"head_dim\": 16 | \"final_logit_softcapping\": 30.0 | final_logit_softcapping is 30.0",
        "\"head_dim\": 16 | \"layer_types\": [\"full_attention\"] | text_config.layer_types",
        "\"mm_tokens_per_image\": 4 | \"mm_tokens_per_image\": 9 | mm_tokens_per_image is 9",
        "\"image_size\": 112 | \"image_size\": 224 | position_embedding.weight has shape",
      })
  void aConfigurationThatTheProgramWouldNotHonourIsRefused(
      String from, String to, String why, @TempDir Path directory) throws IOException {
    FixtureCopy.of("gemma3", directory);
    FixtureCopy.edit(directory.resolve("config.json"), from, to);
    assertThatThrownBy(() -> Families.read(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(why);
  }
}
