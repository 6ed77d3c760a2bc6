package org.juxta.inference.lvlm.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;

/** Names and shapes of the weights that a configuration asks for, in Hugging Face's naming. */
public final class LlavaWeights {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private LlavaWeights() {}

  /** Every weight of the model, in the order that information flows through it. */
  public static Map<String, long[]> shapes(LlavaConfig config) {
    LlavaWeights weights = new LlavaWeights();
    weights.vision(config.visionConfig());
    weights.projector(config.visionConfig().hiddenSize(), config.textConfig().hiddenSize());
    weights.text(config.textConfig());
    if (!config.tieWordEmbeddings()) {
      weights.add(
          "language_model.lm_head.weight",
          config.textConfig().vocabSize(),
          config.textConfig().hiddenSize());
    }
    return weights.shapes;
  }

  /**
   * Compares what a file holds with what the configuration asks for.
   *
   * @throws InferenceException listing every weight that is missing, unexpected, of another shape
   *     or of another element type
   */
  public static void verify(LlavaConfig config, Map<String, Safetensors.Entry> entries, Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, long[]> expected = shapes(config);
    expected.forEach(
        (name, shape) -> {
          Safetensors.Entry entry = entries.get(name);
          if (entry == null) {
            problems.add("missing " + name);
          } else if (!Arrays.equals(entry.shape(), shape)) {
            problems.add(
                name
                    + " has shape "
                    + Arrays.toString(entry.shape())
                    + ", expected "
                    + Arrays.toString(shape));
          } else if (!entry.dtype().equals("F32")) {
            problems.add(name + " has type " + entry.dtype() + ", expected F32");
          }
        });
    entries.keySet().stream()
        .filter(name -> !expected.containsKey(name))
        .forEach(name -> problems.add("unexpected " + name));
    if (!problems.isEmpty()) {
      throw new InferenceException(
          file + " does not fit config.json: " + String.join("; ", problems));
    }
  }

  private void vision(LlavaConfig.VisionConfig c) {
    String tower = "vision_tower.vision_model.";
    int from = c.numChannels();
    for (int i = 0; i < c.stemChannels().size(); i++) {
      int to = c.stemChannels().get(i);
      add(tower + "embeddings.stem." + i + ".weight", to, from, 3, 3);
      add(tower + "embeddings.stem." + i + ".bias", to);
      from = to;
    }
    add(tower + "embeddings.position_embedding.weight", c.patches(), c.hiddenSize());
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      String layer = tower + "encoder.layers." + i + ".";
      affine(layer + "layer_norm1", c.hiddenSize());
      for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        affine(layer + "self_attn." + projection, c.hiddenSize(), c.hiddenSize());
      }
      affine(layer + "layer_norm2", c.hiddenSize());
      affine(layer + "mlp.fc1", c.intermediateSize(), c.hiddenSize());
      affine(layer + "mlp.fc2", c.hiddenSize(), c.intermediateSize());
    }
  }

  private void projector(int visionHidden, int textHidden) {
    affine("multi_modal_projector.linear_1", textHidden, visionHidden);
    affine("multi_modal_projector.linear_2", textHidden, textHidden);
  }

  private void text(LlavaConfig.TextConfig c) {
    String model = "language_model.model.";
    int head = c.hiddenSize() / c.numAttentionHeads();
    add(model + "embed_tokens.weight", c.vocabSize(), c.hiddenSize());
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      String layer = model + "layers." + i + ".";
      add(layer + "input_layernorm.weight", c.hiddenSize());
      add(layer + "self_attn.q_proj.weight", c.hiddenSize(), c.hiddenSize());
      add(layer + "self_attn.k_proj.weight", (long) head * c.numKeyValueHeads(), c.hiddenSize());
      add(layer + "self_attn.v_proj.weight", (long) head * c.numKeyValueHeads(), c.hiddenSize());
      add(layer + "self_attn.o_proj.weight", c.hiddenSize(), c.hiddenSize());
      add(layer + "post_attention_layernorm.weight", c.hiddenSize());
      add(layer + "mlp.gate_proj.weight", c.intermediateSize(), c.hiddenSize());
      add(layer + "mlp.up_proj.weight", c.intermediateSize(), c.hiddenSize());
      add(layer + "mlp.down_proj.weight", c.hiddenSize(), c.intermediateSize());
    }
    add(model + "norm.weight", c.hiddenSize());
  }

  /** A weight of this shape and a bias as long as its first dimension. */
  private void affine(String name, long... shape) {
    add(name + ".weight", shape);
    add(name + ".bias", shape[0]);
  }

  private void add(String name, long... shape) {
    shapes.put(name, shape);
  }
}
