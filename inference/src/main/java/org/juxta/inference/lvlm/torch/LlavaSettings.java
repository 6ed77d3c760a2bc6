package org.juxta.inference.lvlm.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;

/** The attributes of the LLaVA program, from a checkpoint's configuration. */
final class LlavaSettings {
  /**
   * Spread of a location label over neighbouring bins while tuning, in bins: about the half pixel
   * that the edge of a finding is uncertain by.
   */
  private static final double LOCATION_SIGMA = 1.0;

  private LlavaSettings() {}

  static Map<String, Object> of(LlavaConfig config) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("stem_layers", config.visionConfig().stemChannels().size());
    settings.put("vision_layers", config.visionConfig().numHiddenLayers());
    settings.put("vision_heads", config.visionConfig().numAttentionHeads());
    settings.put("vision_eps", config.visionConfig().layerNormEps());
    settings.put("text_layers", config.textConfig().numHiddenLayers());
    settings.put("text_heads", config.textConfig().numAttentionHeads());
    settings.put("text_kv_heads", config.textConfig().numKeyValueHeads());
    settings.put("text_eps", config.textConfig().rmsNormEps());
    settings.put("rope_theta", config.textConfig().ropeTheta());
    settings.put("tied_head", config.tieWordEmbeddings());
    settings.put("image_token", config.imageTokenIndex());
    settings.put("first_location", config.locationTokens().first());
    settings.put("locations", config.locationTokens().bins());
    settings.put("no_box_token", config.locationTokens().noBox());
    settings.put("location_sigma", LOCATION_SIGMA);
    return settings;
  }
}
