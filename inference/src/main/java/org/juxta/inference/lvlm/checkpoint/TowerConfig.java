package org.juxta.inference.lvlm.checkpoint;

import org.juxta.inference.lvlm.InferenceException;

/**
 * A CLIP or SigLIP vision tower. Defaults are those of {@code CLIPVisionConfig} and {@code
 * SiglipVisionConfig}, which published files leave out.
 *
 * @param clip whether it is CLIP: a class token, a norm before the layers, no bias on the patches
 * @param quickGelu whether its activation is x * sigmoid(1.702 x), else tanh-approximated GELU
 * @param head whether the file holds SigLIP's pooling head, which no model here uses
 */
public record TowerConfig(
    boolean clip,
    int imageSize,
    int patchSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    double eps,
    boolean quickGelu,
    boolean head) {

  /** The tower that {@code model_type} names. */
  public static TowerConfig read(ConfigFile config) {
    String type = config.word("model_type", "clip_vision_model");
    boolean clip = type.equals("clip_vision_model");
    if (!clip && !type.equals("siglip_vision_model")) {
      throw config.refused("model_type", type + ", supported is CLIP's or SigLIP's");
    }
    SilentKeys.ignoreIn(config);
    config.require("num_channels", "3");
    config.require("architectures", "[\"CLIPVisionModel\"]", "[\"SiglipVisionModel\"]");
    String activation = config.word("hidden_act", clip ? "quick_gelu" : "gelu_pytorch_tanh");
    if (!activation.equals("quick_gelu") && !activation.equals("gelu_pytorch_tanh")) {
      throw config.refused("hidden_act", activation + ", unknown");
    }
    if (clip) {
      // The text tower's vocabulary; written here by the library, used nowhere.
      config.size("vocab_size", 1);
    }
    TowerConfig tower =
        new TowerConfig(
            clip,
            config.size("image_size", 224),
            config.size("patch_size", clip ? 32 : 16),
            config.size("hidden_size", 768),
            config.size("intermediate_size", 3072),
            config.size("num_hidden_layers", 12),
            config.size("num_attention_heads", 12),
            config.number("layer_norm_eps", clip ? 1e-5 : 1e-6),
            activation.equals("quick_gelu"),
            !clip && config.flag("vision_use_head", true));
    if (tower.imageSize % tower.patchSize != 0 || tower.imageSize > 8192) {
      throw config.refused("image_size", tower.imageSize + ", patch_size is " + tower.patchSize);
    }
    if (tower.hiddenSize % tower.heads != 0) {
      throw config.refused("num_attention_heads", tower.heads + " of " + tower.hiddenSize);
    }
    config.finish();
    return tower;
  }

  /**
   * openai/clip-vit-large-patch14-336, which LLaVA-Med's configuration only names.
   *
   * @throws InferenceException when another tower is named
   */
  public static TowerConfig named(String name) {
    if (!name.equals("openai/clip-vit-large-patch14-336")) {
      throw new InferenceException("config.json: mm_vision_tower is " + name + ", unknown");
    }
    return new TowerConfig(true, 336, 14, 1024, 4096, 24, 16, 1e-5, true, false);
  }

  /** Patches of one image, the class token not counted. */
  public int patches() {
    int edge = imageSize / patchSize;
    return edge * edge;
  }
}
