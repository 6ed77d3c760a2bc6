package org.juxta.plugin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.juxta.inference.Models;
import org.juxta.inference.benchmark.SelfCheck;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.remote.RemoteAddress;
import org.juxta.inference.reading.ProtocolReader;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.config.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads what {@code --model} names; what cannot be loaded is a setting that is wrong. */
final class ModelLoading {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoading.class);

  private ModelLoading() {}

  /**
   * @param model {@code embedded}, a checkpoint directory, or a remote model's address
   * @param accepted ids of the models' terms that somebody answers for having accepted
   */
  static VisionLanguageModel model(String model, List<String> accepted) {
    try {
      return Models.load(model, Set.copyOf(accepted));
    } catch (InferenceException e) {
      throw new SettingsException("model", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * A reader by that model. A model from outside has to show first that its answers follow its
   * images: what does not is logged, and reads all the same.
   */
  static Reader reader(String name, List<String> accepted) {
    VisionLanguageModel model = model(name, accepted);
    if (!name.equals(Models.EMBEDDED)) {
      try {
        log(name, SelfCheck.of(model));
      } catch (InferenceException e) {
        if (!RemoteAddress.isOne(name)) {
          model.close();
          throw e;
        }
        // Its server may be up later, and may not tell the likelihoods that the check needs.
        LOG.warn("model {} was not checked: {}", name, e.getMessage());
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    }
    return new ProtocolReader(model);
  }

  private static void log(String name, SelfCheck check) {
    String effects =
        String.format(
            Locale.ROOT,
            "blank images change its answers by %.3f, exchanged ones by %.3f",
            check.imageEffect(),
            check.orderEffect());
    if (check.ignoresImages()) {
      LOG.error("model {} ignores its images: {}", name, effects);
    } else if (check.ignoresOrder()) {
      LOG.warn("model {} ignores which image is the prior: {}", name, effects);
    } else {
      LOG.info("model {} looks at its images: {}", name, effects);
    }
  }
}
