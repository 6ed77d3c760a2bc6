package org.juxta.plugin.cli;

import java.util.List;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.reading.Reader;
import picocli.CommandLine.Option;

/** Which model a command uses. */
final class ModelFlags {
  @Option(
      names = "--model",
      paramLabel = "embedded|DIR|openai:URL#NAME",
      defaultValue = "embedded",
      description = "the model in the jar, a checkpoint directory, or a remote model (embedded)")
  private String model = "embedded";

  @Option(
      names = "--accept-licence",
      paramLabel = "ID",
      description = "terms of a model that you have read and accept; repeatable")
  private List<String> accepted = List.of();

  VisionLanguageModel load() {
    return ModelLoading.model(model, accepted);
  }

  Reader reader() {
    return ModelLoading.reader(model, accepted);
  }
}
