package org.juxta.inference.lvlm.checkpoint;

import java.util.Set;

/**
 * A Llama-like decoder: grouped-query attention with rotary positions, gated feed-forward, RMS
 * norms, no biases. Defaults are those of the classes of the same name in Hugging Face's library,
 * which published files leave out.
 *
 * @param headSize values of one head
 * @param room most positions
 */
public record DecoderConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int kvHeads,
    int headSize,
    int room,
    double eps,
    double ropeTheta) {

  private static final int SAME_AS_HEADS = 0;

  /** {@code LlamaConfig}. */
  public static DecoderConfig llama(ConfigFile config) {
    config.require("model_type", "\"llama\"");
    config.require("architectures", "[\"LlamaForCausalLM\"]");
    config.require("attention_bias", "false");
    config.require("mlp_bias", "false");
    DecoderConfig decoder = read(config, 11008, 2048, SAME_AS_HEADS);
    config.finish();
    return decoder;
  }

  /**
   * {@code MistralConfig}, whose keys a LLaVA-Med checkpoint has at its top level; the caller asks
   * for the rest of them.
   */
  public static DecoderConfig mistral(ConfigFile config) {
    // Left out it would be 4096.
    config.requireGiven("sliding_window", "null");
    return read(config, 14336, 4096 * 32, 8);
  }

  private static DecoderConfig read(
      ConfigFile config, int intermediate, int room, int keyValueHeads) {
    SilentKeys.ignoreIn(config);
    config.ignore(Set.of("bos_token_id", "eos_token_id", "pad_token_id"));
    config.require("hidden_act", "\"silu\"");
    config.require("rope_scaling", "null");
    config.require("tie_word_embeddings", "false");
    int hidden = config.size("hidden_size", 4096);
    int heads = config.size("num_attention_heads", 32);
    if (hidden % heads != 0) {
      throw config.refused("num_attention_heads", heads + ", hidden_size is " + hidden);
    }
    int headSize = config.size("head_dim", hidden / heads);
    if (headSize % 2 != 0) {
      throw config.refused("head_dim", headSize + ", must be even");
    }
    int kvHeads =
        config.size("num_key_value_heads", keyValueHeads == SAME_AS_HEADS ? heads : keyValueHeads);
    if (heads % kvHeads != 0) {
      throw config.refused("num_key_value_heads", kvHeads + ", there are " + heads + " heads");
    }
    return new DecoderConfig(
        config.size("vocab_size", 32000),
        hidden,
        config.size("intermediate_size", intermediate),
        config.size("num_hidden_layers", 32),
        heads,
        kvHeads,
        headSize,
        config.size("max_position_embeddings", room),
        config.number("rms_norm_eps", 1e-6),
        config.number("rope_theta", 10000));
  }
}
