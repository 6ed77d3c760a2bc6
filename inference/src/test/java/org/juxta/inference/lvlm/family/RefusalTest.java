package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;

/** What a published checkpoint is refused for. */
class RefusalTest {
  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    FixtureCopy.of("mantis-siglip", directory);
  }

  private void assertRefused(String... why) {
    assertThatThrownBy(() -> Families.read(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContainingAll(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rope_theta\": 500000.0 | \"rope_scaling\": {\"factor\": 8.0} | text_config.rope_scaling",
        "\"rope_theta\": 500000.0 | \"attention_bias\": true | text_config.attention_bias",
        "\"vision_feature_layer\": -2 | \"vision_feature_layer\": -1 | vision_feature_layer is -1",
        "\"default\" | \"cls_only\" | vision_feature_select_strategy is cls_only",
        "\"projector_hidden_act\": \"gelu\" | \"projector_hidden_act\": \"relu\" | projector_hid",
        "\"rope_theta\": 500000.0 | \"sliding_window\": 128 | unknown text_config.sliding_window",
        "\"image_size\": 56 | \"image_size\": 57 | vision_config.image_size is 57",
        "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | num_key_value_heads is 3",
        "\"hidden_size\": 64 | \"hidden_size\": \"64\" | text_config.hidden_size is \"64\"",
        "LlavaForConditionalGeneration | LlavaNextForConditionalGeneration | supported are",
      })
  void aConfigurationThatTheProgramWouldNotHonour(String from, String to, String why)
      throws IOException {
    FixtureCopy.edit(directory.resolve("config.json"), from, to);
    assertRefused("config.json", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"resample\": 3 | \"resample\": 0 | resample",
        "\"do_rescale\": true | \"do_rescale\": false | do_rescale is false",
        "\"height\": 56 | \"height\": 60 | size.height is 60",
        "\"do_normalize\": true | \"do_equalize\": true | unknown do_equalize",
      })
  void aPreprocessorThatTheProgramWouldNotHonour(String from, String to, String why)
      throws IOException {
    FixtureCopy.edit(directory.resolve("preprocessor_config.json"), from, to);
    assertRefused("preprocessor_config.json", why);
  }

  @Test
  void weightsThatAreMissingUnexpectedOrOfAnotherShapeAreListedTogether() throws IOException {
    WeightFiles files = WeightFiles.read(directory);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Map.Entry<String, WeightFiles.Place> place : files.places().entrySet()) {
      long[] shape = place.getValue().entry().shape();
      int count = 1;
      for (long n : shape) {
        count *= (int) n;
      }
      weights.put(place.getKey(), new Tensor(shape, new float[count]));
    }
    weights.remove("language_model.model.layers.1.mlp.up_proj.weight");
    weights.put("language_model.model.norm.weight", new Tensor(new long[] {63}, new float[63]));
    weights.put("language_model.model.norm.bias", new Tensor(new long[] {64}, new float[64]));
    Files.delete(directory.resolve("model.safetensors.index.json"));
    Safetensors.write(directory.resolve("model.safetensors"), weights, Map.of());
    assertRefused(
        "missing language_model.model.layers.1.mlp.up_proj.weight",
        "language_model.model.norm.weight has shape [63], expected [64]",
        "unexpected language_model.model.norm.bias");
  }

  @Test
  void anIndexThatDisagreesWithItsFiles() throws IOException {
    Path index = directory.resolve("model.safetensors.index.json");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(index.toFile());
    String original = root.toString();
    ((ObjectNode) root.path("weight_map"))
        .put("language_model.model.norm.weight", "model-00001-of-00003.safetensors");
    Files.writeString(index, root.toString());
    assertRefused("language_model.model.norm.weight");
    ((ObjectNode) root.path("weight_map")).put("x", "../model-00001-of-00003.safetensors");
    Files.writeString(index, root.toString());
    assertRefused("names the file '../model-00001-of-00003.safetensors'");
    Files.writeString(index, original);
    Files.delete(directory.resolve("model-00002-of-00003.safetensors"));
    assertRefused("model-00002-of-00003.safetensors");
  }

  @Test
  void aTokenizerWhoseSpecialTokensHaveOtherIds() throws IOException {
    Path config = directory.resolve("config.json");
    FixtureCopy.edit(config, "\"image_token_index\": 418", "\"image_token_index\": 417");
    assertRefused("gives <image> the id 417", "the tokenizer 418");
  }

  @Test
  void termsThatNobodyAcceptedYet() {
    assertThatThrownBy(() -> Families.load(directory, Set.of("apache-2.0")))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("Meta Llama 3 Community License")
        .hasMessageContaining("accept-licence: llama3");
    try (VisionLanguageModel model = Families.load(directory, Set.of("llama3"))) {
      assertThat(model.identity().version()).matches("[0-9a-f]{12}");
    }
  }
}
