package org.juxta.inference.lvlm.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.juxta.inference.lvlm.InferenceException;

/** The weights that an architecture asks for: their names in the program, and their shapes. */
public final class WeightTable {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Set<String> unused = new TreeSet<>();

  /** A weight. */
  public WeightTable add(String name, long... shape) {
    shapes.put(name, shape);
    return this;
  }

  /** A weight that a complete checkpoint holds and the model does not need. */
  public WeightTable unused(String name, long... shape) {
    unused.add(name);
    return add(name, shape);
  }

  /** A weight matrix and a bias as long as its first dimension. */
  public WeightTable affine(String name, long... shape) {
    return add(name + ".weight", shape).add(name + ".bias", shape[0]);
  }

  /**
   * A CLIP or SigLIP tower under {@code prefix}.
   *
   * @param layers how many of its layers the model runs; the others are held and not used
   * @param norm whether the norm behind the last layer is used
   */
  public WeightTable tower(String prefix, TowerConfig c, int layers, boolean norm) {
    long hidden = c.hiddenSize();
    long inner = c.intermediateSize();
    add(prefix + "embeddings.patch_embedding.weight", hidden, 3, c.patchSize(), c.patchSize());
    if (c.clip()) {
      add(prefix + "embeddings.class_embedding", hidden);
      affine(prefix + "pre_layrnorm", hidden);
    } else {
      add(prefix + "embeddings.patch_embedding.bias", hidden);
    }
    add(
        prefix + "embeddings.position_embedding.weight",
        c.patches() + (c.clip() ? 1L : 0L),
        hidden);
    for (int i = 0; i < c.layers(); i++) {
      WeightTable layer = new WeightTable();
      String name = prefix + "encoder.layers." + i + ".";
      layer.affine(name + "layer_norm1", hidden);
      for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        layer.affine(name + "self_attn." + projection, hidden, hidden);
      }
      layer.affine(name + "layer_norm2", hidden);
      layer.affine(name + "mlp.fc1", inner, hidden).affine(name + "mlp.fc2", hidden, inner);
      take(layer, i < layers);
    }
    take(new WeightTable().affine(prefix + "post_layernorm", hidden), norm);
    if (c.head()) {
      String head = prefix + "head.";
      WeightTable pooling =
          new WeightTable()
              .add(head + "probe", 1, 1, hidden)
              .add(head + "attention.in_proj_weight", 3 * hidden, hidden)
              .add(head + "attention.in_proj_bias", 3 * hidden)
              .affine(head + "attention.out_proj", hidden, hidden)
              .affine(head + "layernorm", hidden)
              .affine(head + "mlp.fc1", inner, hidden)
              .affine(head + "mlp.fc2", hidden, inner);
      take(pooling, false);
    }
    return this;
  }

  private void take(WeightTable part, boolean used) {
    shapes.putAll(part.shapes);
    if (!used) {
      unused.addAll(part.shapes.keySet());
    }
  }

  /** A Llama or Mistral decoder under {@code prefix}, its output layer not included. */
  public WeightTable decoder(String prefix, DecoderConfig c) {
    long hidden = c.hiddenSize();
    long keys = (long) c.headSize() * c.kvHeads();
    long queries = (long) c.headSize() * c.heads();
    add(prefix + "embed_tokens.weight", c.vocabSize(), hidden);
    for (int i = 0; i < c.layers(); i++) {
      String layer = prefix + "layers." + i + ".";
      add(layer + "input_layernorm.weight", hidden);
      add(layer + "self_attn.q_proj.weight", queries, hidden);
      add(layer + "self_attn.k_proj.weight", keys, hidden);
      add(layer + "self_attn.v_proj.weight", keys, hidden);
      add(layer + "self_attn.o_proj.weight", hidden, queries);
      add(layer + "post_attention_layernorm.weight", hidden);
      add(layer + "mlp.gate_proj.weight", c.intermediateSize(), hidden);
      add(layer + "mlp.up_proj.weight", c.intermediateSize(), hidden);
      add(layer + "mlp.down_proj.weight", hidden, c.intermediateSize());
    }
    return add(prefix + "norm.weight", hidden);
  }

  /** Names and shapes of all weights, those that the model does not need included. */
  public Map<String, long[]> shapes() {
    return Map.copyOf(shapes);
  }

  /**
   * Compares what a checkpoint holds with what is asked for.
   *
   * @param published a weight's name in the checkpoint, from its name in the program
   * @return for each weight that the program uses, by its name there, where it lies
   * @throws InferenceException listing every weight that is missing, unexpected or of another shape
   */
  public Map<String, WeightFiles.Place> places(WeightFiles files, UnaryOperator<String> published) {
    List<String> problems = new ArrayList<>();
    Map<String, WeightFiles.Place> used = new LinkedHashMap<>();
    Set<String> expected = new TreeSet<>();
    shapes.forEach(
        (name, shape) -> {
          String there = published.apply(name);
          expected.add(there);
          WeightFiles.Place place = files.places().get(there);
          if (place == null) {
            problems.add("missing " + there);
          } else if (!Arrays.equals(place.entry().shape(), shape)) {
            problems.add(
                there
                    + " has shape "
                    + Arrays.toString(place.entry().shape())
                    + ", expected "
                    + Arrays.toString(shape));
          } else if (!unused.contains(name)) {
            used.put(name, place);
          }
        });
    for (String name : files.places().keySet()) {
      if (!expected.contains(name)) {
        problems.add("unexpected " + name);
      }
    }
    if (!problems.isEmpty()) {
      throw new InferenceException(
          files.directory()
              + ": the weights do not fit config.json: "
              + String.join("; ", problems));
    }
    return used;
  }
}
