package org.juxta.plugin.cli;

import org.juxta.inference.Models;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.reading.ProtocolReader;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.config.SettingsException;

/** Loads what {@code --model} names; what cannot be loaded is a setting that is wrong. */
final class ModelLoading {
  private ModelLoading() {}

  /**
   * @param model {@code embedded} or a checkpoint directory
   */
  static VisionLanguageModel model(String model) {
    try {
      return Models.load(model);
    } catch (InferenceException e) {
      throw new SettingsException("model", String.valueOf(e.getMessage()), e);
    }
  }

  static Reader reader(String model) {
    return new ProtocolReader(model(model));
  }
}
