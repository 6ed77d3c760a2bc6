package org.juxta.inference.lvlm.remote;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.VisionLanguageModel;

/**
 * A model behind any server that speaks OpenAI's chat completions: vLLM, SGLang, DJL Serving,
 * llama.cpp.
 */
public final class RemoteModel implements VisionLanguageModel {
  private final ChatServer server;
  private final AtomicBoolean logProbabilities = new AtomicBoolean(true);
  private final AtomicBoolean schemas = new AtomicBoolean(true);

  private RemoteModel(ChatServer server) {
    this.server = server;
  }

  /**
   * Makes ready to ask; nothing is sent yet.
   *
   * @param accepted ids of the terms that somebody answers for having accepted
   * @throws InferenceException when the terms have not been accepted or the API key cannot be had
   */
  public static RemoteModel load(RemoteAddress address, Set<String> accepted) {
    return load(address, accepted, System::getenv);
  }

  static RemoteModel load(
      RemoteAddress address, Set<String> accepted, UnaryOperator<@Nullable String> environment) {
    String terms = "remote:" + address.model();
    if (!accepted.contains(terms)) {
      throw new InferenceException(
          ("%s is served by %s, under the model's and the operator's terms, which are not told"
                  + " here; images are sent there. Whoever accepts this sets accept-licence: %s")
              .formatted(address.model(), address.server(), terms));
    }
    return new RemoteModel(new ChatServer(address, environment));
  }

  @Override
  public ModelIdentity identity() {
    RemoteAddress address = server.address();
    return new ModelIdentity(
        address.model(), "served by " + address.server(), "unknown", "Not for clinical use");
  }

  @Override
  public ImageContext open(List<ImageInput> images) {
    if (images.isEmpty()) {
      throw new InferenceException("no image given");
    }
    return new RemoteContext(server, images, logProbabilities, schemas);
  }

  @Override
  public void close() {
    server.close();
  }
}
