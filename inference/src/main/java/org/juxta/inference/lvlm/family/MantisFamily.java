package org.juxta.inference.lvlm.family;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.juxta.inference.lvlm.Licence;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.checkpoint.ConfigFile;
import org.juxta.inference.lvlm.checkpoint.DecoderConfig;
import org.juxta.inference.lvlm.checkpoint.PublishedPreprocessor;
import org.juxta.inference.lvlm.checkpoint.TowerConfig;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.checkpoint.WeightTable;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.Network;

/**
 * Mantis-8B-siglip-llama3 and Mantis-8B-clip-llama3 (arXiv 2405.01483): {@code
 * LlavaForConditionalGeneration} with a Llama 3 decoder, trained on several images a question.
 */
final class MantisFamily {
  private static final Licence LICENCE =
      new Licence(
          "llama3",
          "Meta Llama 3 Community License: commercial use under 700 million users a month, notices"
              + " kept, no use that its policy forbids; not a medical device.");

  private MantisFamily() {}

  /** What config.json says. */
  private record Layout(
      DecoderConfig text, TowerConfig tower, boolean dropFirst, int imageToken, int padToken) {

    static Layout read(Path directory) {
      ConfigFile config = ConfigFile.read(directory.resolve("config.json"));
      DecoderConfig text = DecoderConfig.llama(config.object("text_config"));
      TowerConfig tower = TowerConfig.read(config.object("vision_config"));
      config.require("model_type", "\"llava\"");
      config.require("projector_hidden_act", "\"gelu\"");
      config.require("tie_word_embeddings", "false");
      config.require("multimodal_projector_bias", "true");
      config.require("vision_feature_layer", "-2");
      boolean dropFirst = dropsFirst(config);
      int image = config.id("image_token_index");
      int pad = config.id("pad_token_id");
      config.ignore(Set.of("architectures", "vocab_size", "image_seq_length", "ignore_index"));
      config.ignore(Set.of("_name_or_path", "torch_dtype", "dtype", "transformers_version"));
      config.finish();
      return new Layout(text, tower, dropFirst, image, pad);
    }

    /** vision_feature_layer -2: the output of the last layer but one. */
    int layers() {
      return tower.layers() - 1;
    }

    WeightTable weights() {
      return new WeightTable()
          .tower("vision_tower.vision_model.", tower, layers(), false)
          .affine("multi_modal_projector.linear_1", text.hiddenSize(), tower.hiddenSize())
          .affine("multi_modal_projector.linear_2", text.hiddenSize(), text.hiddenSize())
          .decoder("language_model.model.", text)
          .add("language_model.lm_head.weight", text.vocabSize(), text.hiddenSize());
    }
  }

  static WeightTable weights(Path directory) {
    return Layout.read(directory).weights();
  }

  static Family read(Path directory) {
    Layout layout = Layout.read(directory);
    DecoderConfig text = layout.text();
    TowerConfig tower = layout.tower();
    WeightFiles files = WeightFiles.read(directory);
    int tokens = tower.patches() + (tower.clip() ? 1 : 0) - (layout.dropFirst() ? 1 : 0);
    Network network =
        new Network(
            "hf_llava.py",
            settings(text, tower, layout.layers(), layout.dropFirst()),
            tower.imageSize(),
            layout.imageToken(),
            tokens,
            text.room());
    Map<String, WeightFiles.Place> weights =
        layout.weights().places(files, UnaryOperator.identity());
    var images = PublishedPreprocessor.read(directory, tower.imageSize());
    Tokenizer tokenizer = Tokenizer.read(directory);
    try {
      SpecialTokens special = new SpecialTokens(tokenizer, text.vocabSize());
      special.require("image_token_index", MantisTemplate.IMAGE, layout.imageToken());
      special.require("pad_token_id", MantisTemplate.PAD, layout.padToken());
      return new Family(
          "Mantis (LLaVA layout, " + (tower.clip() ? "CLIP" : "SigLIP") + ", Llama 3)",
          new ModelIdentity(
              directory.toAbsolutePath().normalize().getFileName().toString(),
              files.digest().substring(0, 12),
              "TIGER-Lab",
              "Not for clinical use"),
          LICENCE,
          network,
          weights,
          files.elementType(),
          images,
          tokenizer,
          new MantisTemplate(tokenizer, layout.imageToken(), tokens),
          Optional.empty());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static boolean dropsFirst(ConfigFile config) {
    String strategy = config.word("vision_feature_select_strategy", "default");
    return switch (strategy) {
      case "default" -> true;
      case "full" -> false;
      default -> throw config.refused("vision_feature_select_strategy", strategy + ", unknown");
    };
  }

  /** The attributes of hf_llava.py. */
  static Map<String, Object> settings(
      DecoderConfig text, TowerConfig tower, int layers, boolean dropFirst) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("patch_size", tower.patchSize());
    settings.put("clip", tower.clip());
    settings.put("vision_layers", layers);
    settings.put("vision_heads", tower.heads());
    settings.put("vision_eps", tower.eps());
    settings.put("quick_gelu", tower.quickGelu());
    settings.put("drop_first", dropFirst);
    settings.put("text_layers", text.layers());
    settings.put("text_heads", text.heads());
    settings.put("text_kv_heads", text.kvHeads());
    settings.put("head_size", text.headSize());
    settings.put("text_eps", text.eps());
    settings.put("rope_theta", text.ropeTheta());
    return settings;
  }
}
