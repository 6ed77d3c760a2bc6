package org.juxta.inference.lvlm.family;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.juxta.inference.lvlm.Licence;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.checkpoint.ConfigFile;
import org.juxta.inference.lvlm.checkpoint.DecoderConfig;
import org.juxta.inference.lvlm.checkpoint.TowerConfig;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.checkpoint.WeightTable;
import org.juxta.inference.lvlm.image.ByteResampling;
import org.juxta.inference.lvlm.image.Framing;
import org.juxta.inference.lvlm.image.RgbImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.Network;

/**
 * LLaVA-Med v1.5 (arXiv 2306.00890): {@code LlavaMistralForCausalLM}, the network of {@code
 * hf_llava.py} under other names, trained on one image a question.
 */
final class LlavaMedFamily {
  private static final Licence LICENCE =
      new Licence(
          "llava-med-research",
          "Its authors give it for research only and expressly not for clinical care, whatever the"
              + " licence of the files.");

  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

  private LlavaMedFamily() {}

  private record Layout(DecoderConfig text, TowerConfig tower) {

    static Layout read(Path directory) {
      ConfigFile config = ConfigFile.read(directory.resolve("config.json"));
      DecoderConfig text = DecoderConfig.mistral(config);
      config.require("model_type", "\"llava_mistral\"");
      config.require("mm_projector_type", "\"mlp2x_gelu\"");
      config.require("mm_vision_select_feature", "\"patch\"");
      config.require("mm_vision_select_layer", "-2");
      config.require("mm_use_im_start_end", "false");
      config.require("mm_use_im_patch_token", "false");
      config.require("image_aspect_ratio", "\"pad\"");
      TowerConfig tower =
          config.has("vision_config")
              ? TowerConfig.read(config.object("vision_config"))
              : TowerConfig.named(config.word("mm_vision_tower", ""));
      config.require("mm_hidden_size", Integer.toString(tower.hiddenSize()));
      config.ignore(
          Set.of(
              "architectures",
              "freeze_mm_mlp_adapter",
              "freeze_mm_vision_resampler",
              "image_grid_pinpoints",
              "mm_projector_lr",
              "mm_vision_tower",
              "mm_vision_tower_lr",
              "mm_resampler_type",
              "pretrain_mm_mlp_adapter",
              "tokenizer_model_max_length",
              "tokenizer_padding_side",
              "tune_mm_mlp_adapter",
              "tune_mm_vision_resampler",
              "tune_mm_vision_tower",
              "unfreeze_mm_vision_tower",
              "use_mm_proj"));
      config.finish();
      return new Layout(text, tower);
    }

    WeightTable weights() {
      return new WeightTable()
          .tower("vision_tower.vision_model.", tower, tower.layers() - 1, false)
          .affine("multi_modal_projector.linear_1", text.hiddenSize(), tower.hiddenSize())
          .affine("multi_modal_projector.linear_2", text.hiddenSize(), text.hiddenSize())
          .decoder("language_model.model.", text)
          .add("language_model.lm_head.weight", text.vocabSize(), text.hiddenSize());
    }
  }

  static WeightTable weights(Path directory) {
    return Layout.read(directory).weights();
  }

  /** A weight's name in these files, from its name in the program. */
  static String published(String name) {
    return name.replaceFirst("^language_model\\.(model\\.)?", "$1")
        .replaceFirst("^multi_modal_projector\\.linear_1", "model.mm_projector.0")
        .replaceFirst("^multi_modal_projector\\.linear_2", "model.mm_projector.2")
        .replaceFirst("^vision_tower\\.", "model.vision_tower.vision_tower.");
  }

  static Family read(Path directory) {
    Layout layout = Layout.read(directory);
    TowerConfig tower = layout.tower();
    WeightFiles files = WeightFiles.read(directory);
    var weights = layout.weights().places(files, LlavaMedFamily::published);
    Tokenizer tokenizer = Tokenizer.readSentencePiece(directory);
    try {
      new SpecialTokens(tokenizer, layout.text().vocabSize());
      return new Family(
          "LLaVA-Med v1.5 (CLIP, Mistral)",
          new ModelIdentity(
              directory.toAbsolutePath().normalize().getFileName().toString(),
              files.digest().substring(0, 12),
              "Microsoft",
              "Research only. Not for clinical use"),
          LICENCE,
          new Network(
              "hf_llava.py",
              MantisFamily.settings(layout.text(), tower, tower.layers() - 1, true),
              tower.imageSize(),
              LlavaMedTemplate.IMAGE,
              tower.patches(),
              layout.text().room()),
          weights,
          files.elementType(),
          processor(tower.imageSize()),
          tokenizer,
          new LlavaMedTemplate(tokenizer, tower.patches()),
          Optional.empty());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** CLIP's processor behind padding with its mean colour: image_aspect_ratio is 'pad'. */
  private static RgbImageProcessor processor(int size) {
    int[] padding = new int[MEAN.length];
    for (int i = 0; i < padding.length; i++) {
      padding[i] = (int) (MEAN[i] * 255);
    }
    return new RgbImageProcessor(
        size, Framing.PAD, ByteResampling.BICUBIC, MEAN, DEVIATION, padding);
  }
}
