package org.juxta.inference.lvlm.family;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.juxta.inference.lvlm.Licence;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.checkpoint.ConfigFile;
import org.juxta.inference.lvlm.checkpoint.Gemma3TextConfig;
import org.juxta.inference.lvlm.checkpoint.PublishedPreprocessor;
import org.juxta.inference.lvlm.checkpoint.TowerConfig;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.checkpoint.WeightTable;
import org.juxta.inference.lvlm.image.Framing;
import org.juxta.inference.lvlm.image.RgbImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.Network;

/**
 * MedGemma 4B (arXiv 2507.05201) and Gemma 3 4B (arXiv 2503.19786): {@code
 * Gemma3ForConditionalGeneration}.
 */
final class Gemma3Family {
  private static final Licence LICENCE =
      new Licence(
          "health-ai-developer-foundations",
          "Google's Health AI Developer Foundations terms (Gemma's terms for Gemma 3 itself):"
              + " clinical use needs the authorization that the law asks for, the terms go with"
              + " every copy, Google is not the manufacturer of a device.");

  private Gemma3Family() {}

  /** What config.json says. */
  private record Layout(
      Gemma3TextConfig text,
      TowerConfig tower,
      int image,
      int begin,
      int end,
      int tokens,
      int pool) {

    static Layout read(Path directory) {
      ConfigFile config = ConfigFile.read(directory.resolve("config.json"));
      Gemma3TextConfig text = Gemma3TextConfig.read(config.object("text_config"));
      TowerConfig tower = TowerConfig.read(config.object("vision_config"));
      if (tower.clip()) {
        throw config.refused("vision_config.model_type", "CLIP's, supported is SigLIP's");
      }
      config.require("model_type", "\"gemma3\"");
      config.require("tie_word_embeddings", "true");
      int tokens = config.size("mm_tokens_per_image", 256);
      Layout layout =
          new Layout(
              text,
              tower,
              config.size("image_token_index", 262_144),
              config.size("boi_token_index", 255_999),
              config.size("eoi_token_index", 256_000),
              tokens,
              pooling(config, tower, tokens));
      config.ignore(
          Set.of("architectures", "bos_token_id", "eos_token_id", "pad_token_id", "_name_or_path"));
      config.ignore(Set.of("torch_dtype", "dtype", "transformers_version", "initializer_range"));
      config.finish();
      return layout;
    }
  }

  static WeightTable weights(Path directory) {
    Layout layout = Layout.read(directory);
    return table(layout.text(), layout.tower());
  }

  static Family read(Path directory) {
    Layout layout = Layout.read(directory);
    Gemma3TextConfig text = layout.text();
    TowerConfig tower = layout.tower();
    int tokens = layout.tokens();
    WeightFiles files = WeightFiles.read(directory);
    Map<String, WeightFiles.Place> weights =
        table(text, tower).places(files, UnaryOperator.identity());
    RgbImageProcessor images = padded(PublishedPreprocessor.read(directory, tower.imageSize()));
    Tokenizer tokenizer = Tokenizer.read(directory);
    try {
      SpecialTokens special = new SpecialTokens(tokenizer, text.vocabSize());
      special.require("image_token_index", Gemma3Template.IMAGE, layout.image());
      special.require("boi_token_index", Gemma3Template.BEGIN_OF_IMAGE, layout.begin());
      special.require("eoi_token_index", Gemma3Template.END_OF_IMAGE, layout.end());
      return new Family(
          "Gemma 3",
          new ModelIdentity(
              directory.toAbsolutePath().normalize().getFileName().toString(),
              files.digest().substring(0, 12),
              "Google",
              "Not for clinical use"),
          LICENCE,
          new Network(
              "gemma3.py",
              settings(text, tower, layout.pool()),
              tower.imageSize(),
              layout.image(),
              tokens,
              text.room()),
          weights,
          files.elementType(),
          images,
          tokenizer,
          new Gemma3Template(tokenizer, tokens),
          Optional.of(new Gemma3Boxes(tokenizer, tower.imageSize())));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Edge of the square of patches that becomes one token. */
  private static int pooling(ConfigFile config, TowerConfig tower, int tokens) {
    int edge = tower.imageSize() / tower.patchSize();
    int edgeOfTokens = (int) Math.round(Math.sqrt(tokens));
    if (edgeOfTokens * edgeOfTokens != tokens || edge % edgeOfTokens != 0) {
      throw config.refused("mm_tokens_per_image", tokens + ", of " + edge + " x " + edge);
    }
    return edge / edgeOfTokens;
  }

  /**
   * These models squeeze an image into their square. Their boxes were taught on images that had
   * been put into a black square first, and a squeezed chest is no chest: so all images are.
   */
  private static RgbImageProcessor padded(RgbImageProcessor squeezed) {
    return new RgbImageProcessor(
        squeezed.size(),
        Framing.PAD,
        squeezed.resampling(),
        squeezed.mean(),
        squeezed.deviation(),
        new int[] {0, 0, 0});
  }

  private static WeightTable table(Gemma3TextConfig c, TowerConfig tower) {
    long hidden = c.hiddenSize();
    long keys = (long) c.headSize() * c.kvHeads();
    long queries = (long) c.headSize() * c.heads();
    WeightTable table =
        new WeightTable()
            .tower("vision_tower.vision_model.", tower, tower.layers(), true)
            .add("multi_modal_projector.mm_input_projection_weight", tower.hiddenSize(), hidden)
            .add("multi_modal_projector.mm_soft_emb_norm.weight", tower.hiddenSize())
            .add("language_model.model.embed_tokens.weight", c.vocabSize(), hidden);
    for (int i = 0; i < c.layers(); i++) {
      String layer = "language_model.model.layers." + i + ".";
      for (String norm :
          List.of(
              "input_layernorm",
              "post_attention_layernorm",
              "pre_feedforward_layernorm",
              "post_feedforward_layernorm")) {
        table.add(layer + norm + ".weight", hidden);
      }
      table
          .add(layer + "self_attn.q_proj.weight", queries, hidden)
          .add(layer + "self_attn.k_proj.weight", keys, hidden)
          .add(layer + "self_attn.v_proj.weight", keys, hidden)
          .add(layer + "self_attn.o_proj.weight", hidden, queries)
          .add(layer + "self_attn.q_norm.weight", c.headSize())
          .add(layer + "self_attn.k_norm.weight", c.headSize())
          .add(layer + "mlp.gate_proj.weight", c.intermediateSize(), hidden)
          .add(layer + "mlp.up_proj.weight", c.intermediateSize(), hidden)
          .add(layer + "mlp.down_proj.weight", hidden, c.intermediateSize());
    }
    return table.add("language_model.model.norm.weight", hidden);
  }

  /** The attributes of gemma3.py. */
  private static Map<String, Object> settings(
      Gemma3TextConfig text, TowerConfig tower, int pooling) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("patch_size", tower.patchSize());
    settings.put("vision_layers", tower.layers());
    settings.put("vision_heads", tower.heads());
    settings.put("vision_eps", tower.eps());
    settings.put("quick_gelu", tower.quickGelu());
    settings.put("pooling", pooling);
    settings.put("text_layers", text.layers());
    settings.put("text_heads", text.heads());
    settings.put("text_kv_heads", text.kvHeads());
    settings.put("head_size", text.headSize());
    settings.put("text_eps", text.eps());
    settings.put("rope_theta", text.ropeTheta());
    settings.put("rope_factor", text.ropeFactor());
    settings.put("rope_theta_local", text.ropeThetaLocal());
    settings.put("window", text.window());
    settings.put("window_pattern", text.windowPattern());
    settings.put("query_scalar", text.queryScalar());
    return settings;
  }
}
