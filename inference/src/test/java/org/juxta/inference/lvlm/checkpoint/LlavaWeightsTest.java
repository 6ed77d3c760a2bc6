package org.juxta.inference.lvlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.control.TinyCheckpoint;

class LlavaWeightsTest {
  private static final Path FILE = Path.of("model.safetensors");

  private final LlavaConfig config = TinyCheckpoint.config(300);

  private Map<String, Safetensors.Entry> fitting() {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    LlavaWeights.shapes(config)
        .forEach((name, shape) -> entries.put(name, new Safetensors.Entry("F32", shape, 0, 0)));
    return entries;
  }

  @Test
  void weightsThatFitPass() {
    assertThatCode(() -> LlavaWeights.verify(config, fitting(), FILE)).doesNotThrowAnyException();
  }

  @Test
  void keyAndValueProjectionsAreAsWideAsTheirOwnHeads() {
    assertThat(LlavaWeights.shapes(config))
        .containsEntry("language_model.model.layers.1.self_attn.k_proj.weight", new long[] {16, 32})
        .containsEntry("language_model.model.layers.1.self_attn.q_proj.weight", new long[] {32, 32})
        .containsEntry(
            "vision_tower.vision_model.embeddings.stem.1.weight", new long[] {16, 8, 3, 3})
        .doesNotContainKey("language_model.lm_head.weight");
  }

  @Test
  void allThatDoesNotFitIsToldAtOnce() {
    Map<String, Safetensors.Entry> entries = fitting();
    entries.remove("language_model.model.norm.weight");
    entries.remove("multi_modal_projector.linear_1.bias");
    entries.put("extra.weight", new Safetensors.Entry("F32", new long[] {1}, 0, 4));
    entries.put(
        "multi_modal_projector.linear_2.bias",
        new Safetensors.Entry("F32", new long[] {4, 8}, 0, 0));
    entries.put(
        "multi_modal_projector.linear_1.weight",
        new Safetensors.Entry("BF16", new long[] {32, 16}, 0, 0));
    assertThatThrownBy(() -> LlavaWeights.verify(config, entries, FILE))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("model.safetensors does not fit config.json")
        .hasMessageContainingAll(
            "missing language_model.model.norm.weight",
            "missing multi_modal_projector.linear_1.bias",
            "unexpected extra.weight",
            "multi_modal_projector.linear_2.bias has shape [4, 8], expected [32]",
            "multi_modal_projector.linear_1.weight has type BF16, expected F32");
  }
}
