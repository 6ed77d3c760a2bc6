package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.InferenceException;

class LlavaMedFamilyTest {

  /** The published file names its tower, which is 24 layers of 1024 over 336 pixels. */
  @Test
  void theNamedTowerStandsInForWhatThePublishedFileLeavesOut(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("config.json"),
        """
        {"architectures": ["LlavaMistralForCausalLM"], "model_type": "llava_mistral",
         "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336,
         "image_aspect_ratio": "pad", "max_position_embeddings": 32768, "mm_hidden_size": 1024,
         "mm_projector_type": "mlp2x_gelu", "mm_vision_select_feature": "patch",
         "mm_vision_select_layer": -2, "mm_vision_tower": "openai/clip-vit-large-patch14-336",
         "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8,
         "rms_norm_eps": 1e-05, "rope_theta": 1000000.0, "sliding_window": null,
         "vocab_size": 32000}
        """);
    Map<String, long[]> shapes = LlavaMedFamily.weights(directory).shapes();
    assertThat(shapes.get("multi_modal_projector.linear_1.weight")).containsExactly(4096, 1024);
    assertThat(shapes.get("vision_tower.vision_model.embeddings.position_embedding.weight"))
        .containsExactly(577, 1024);
    assertThat(shapes.get("language_model.model.layers.31.self_attn.k_proj.weight"))
        .containsExactly(1024, 4096);
    FixtureCopy.edit(
        directory.resolve("config.json"), "clip-vit-large-patch14-336", "clip-vit-base-patch32");
    assertThatThrownBy(() -> LlavaMedFamily.weights(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("openai/clip-vit-base-patch32");
  }

  @Test
  void weightsHaveThePublishedNames() {
    assertThat(LlavaMedFamily.published("language_model.model.norm.weight"))
        .isEqualTo("model.norm.weight");
    assertThat(LlavaMedFamily.published("language_model.lm_head.weight"))
        .isEqualTo("lm_head.weight");
    assertThat(LlavaMedFamily.published("multi_modal_projector.linear_2.bias"))
        .isEqualTo("model.mm_projector.2.bias");
    assertThat(LlavaMedFamily.published("vision_tower.vision_model.pre_layrnorm.bias"))
        .isEqualTo("model.vision_tower.vision_tower.vision_model.pre_layrnorm.bias");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sliding_window\": null | \"sliding_window\": 4096 | sliding_window is 4096",
        "\"sliding_window\": null, | | sliding_window is missing",
        "\"pad\" | \"anyres\" | image_aspect_ratio",
        "mlp2x_gelu | linear | mm_projector_type",
        "\"patch\" | \"cls_patch\" | mm_vision_select_feature",
        "\"use_mm_proj\" | \"mm_patch_merge_type\" | unknown mm_patch_merge_type",
      })
  void aConfigurationThatTheProgramWouldNotHonourIsRefused(
      String from, String to, String why, @TempDir Path directory) throws IOException {
    FixtureCopy.of("llava-med", directory);
    FixtureCopy.edit(directory.resolve("config.json"), from, to == null ? "" : to);
    assertThatThrownBy(() -> Families.read(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(why);
  }
}
