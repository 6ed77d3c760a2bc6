package org.juxta.inference.lvlm.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * Gemma 3's decoder. Defaults are those of {@code Gemma3TextConfig}, which published files leave
 * out.
 *
 * @param ropeTheta base of the rotary positions in full layers
 * @param ropeFactor what positions are divided by in full layers
 * @param ropeThetaLocal base of the rotary positions in sliding-window layers
 * @param window tokens that a sliding-window layer looks back at, itself included
 * @param windowPattern each so-manieth layer is a full one
 * @param queryScalar attention scores are divided by its root
 */
public record Gemma3TextConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int kvHeads,
    int headSize,
    int room,
    double eps,
    double ropeTheta,
    double ropeFactor,
    double ropeThetaLocal,
    int window,
    int windowPattern,
    double queryScalar) {

  public static Gemma3TextConfig read(ConfigFile config) {
    SilentKeys.ignoreIn(config);
    config.ignore(Set.of("bos_token_id", "eos_token_id", "pad_token_id", "cache_implementation"));
    config.require("model_type", "\"gemma3_text\"");
    config.require("architectures", "[\"Gemma3ForCausalLM\"]");
    config.require("hidden_activation", "\"gelu_pytorch_tanh\"");
    config.require("hidden_act", "\"gelu_pytorch_tanh\"");
    config.require("attention_bias", "false");
    config.require("attn_logit_softcapping", "null");
    config.require("final_logit_softcapping", "null");
    config.require("use_bidirectional_attention", "false");
    config.require("tie_word_embeddings", "true");
    int layers = config.size("num_hidden_layers", 26);
    int pattern = config.size("sliding_window_pattern", 6);
    config.require("_sliding_window_pattern", Integer.toString(pattern));
    requirePattern(config, layers, pattern);
    int heads = config.size("num_attention_heads", 8);
    int kvHeads = config.size("num_key_value_heads", 4);
    if (heads % kvHeads != 0) {
      throw config.refused("num_key_value_heads", kvHeads + ", there are " + heads + " heads");
    }
    int headSize = config.size("head_dim", 256);
    if (headSize % 2 != 0) {
      throw config.refused("head_dim", headSize + ", must be even");
    }
    Gemma3TextConfig text =
        new Gemma3TextConfig(
            config.size("vocab_size", 262_208),
            config.size("hidden_size", 2304),
            config.size("intermediate_size", 9216),
            layers,
            heads,
            kvHeads,
            headSize,
            config.size("max_position_embeddings", 131_072),
            config.number("rms_norm_eps", 1e-6),
            config.number("rope_theta", 1e6),
            factor(config),
            config.number("rope_local_base_freq", 1e4),
            config.size("sliding_window", 4096),
            pattern,
            config.number("query_pre_attn_scalar", 256));
    config.finish();
    return text;
  }

  /** Newer files name each layer's kind; only the pattern of the older ones is supported. */
  private static void requirePattern(ConfigFile config, int layers, int pattern) {
    List<String> kinds = config.words("layer_types");
    if (kinds.isEmpty()) {
      return;
    }
    for (int i = 0; i < layers; i++) {
      String kind = (i + 1) % pattern == 0 ? "full_attention" : "sliding_attention";
      if (kinds.size() != layers || !kinds.get(i).equals(kind)) {
        throw config.refused("layer_types", kinds + ", supported is a full one every " + pattern);
      }
    }
  }

  private static double factor(ConfigFile config) {
    if (!config.has("rope_scaling")) {
      config.require("rope_scaling", "null");
      return 1;
    }
    ConfigFile scaling = config.object("rope_scaling");
    scaling.require("rope_type", "\"linear\"");
    scaling.require("type", "\"linear\"");
    return scaling.number("factor", 1);
  }
}
