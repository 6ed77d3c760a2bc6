package org.juxta.inference.lvlm.checkpoint;

import java.util.Set;

/**
 * Keys that Hugging Face's {@code PretrainedConfig} writes into every configuration and that do not
 * touch the forward pass: names, versions, training, and defaults for generation, which callers of
 * this program give themselves.
 */
final class SilentKeys {
  static final Set<String> ALL =
      Set.of(
          "_name_or_path",
          "_attn_implementation_autoset",
          "attention_dropout",
          "attention_probs_dropout_prob",
          "bad_words_ids",
          "begin_suppress_tokens",
          "cross_attention_hidden_size",
          "decoder_start_token_id",
          "diversity_penalty",
          "do_sample",
          "dropout",
          "dtype",
          "early_stopping",
          "encoder_no_repeat_ngram_size",
          "exponential_decay_length_penalty",
          "finetuning_task",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "hidden_dropout_prob",
          "id2label",
          "ignore_index",
          "initializer_factor",
          "initializer_range",
          "label2id",
          "length_penalty",
          "logit_scale_init_value",
          "max_length",
          "min_length",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "output_scores",
          "prefix",
          "pretraining_tp",
          "problem_type",
          "projection_dim",
          "remove_invalid_values",
          "repetition_penalty",
          "return_dict",
          "return_dict_in_generate",
          "sep_token_id",
          "suppress_tokens",
          "task_specific_params",
          "temperature",
          "tokenizer_class",
          "top_k",
          "top_p",
          "torch_dtype",
          "transformers_version",
          "typical_p",
          "unsloth_fixed",
          "use_bfloat16",
          "use_cache");

  private SilentKeys() {}

  /** Ignores the silent keys and holds the others of that class to their only supported value. */
  static void ignoreIn(ConfigFile config) {
    config.ignore(ALL);
    config.require("add_cross_attention", "false");
    config.require("chunk_size_feed_forward", "0");
    config.require("is_decoder", "false");
    config.require("is_encoder_decoder", "false");
    config.require("pruned_heads", "{}");
    config.require("tf_legacy_loss", "false");
    config.require("tie_encoder_decoder", "false");
    config.require("torchscript", "false");
  }
}
