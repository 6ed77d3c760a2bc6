package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.plugin.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model one question about one or two images. */
@Command(
    name = "ask",
    sortOptions = false,
    description = {
      "Answers a question about an image, or about a prior and a current one, in words."
          + " Not for clinical use."
    })
final class AskCommand implements Callable<Integer> {
  private static final int LONGEST_ANSWER = 256;

  @Option(
      names = "--model",
      paramLabel = "embedded|DIR",
      defaultValue = "embedded",
      description = "the model in the jar, or a checkpoint directory (embedded)")
  private String model = "embedded";

  @Option(names = "--prior", paramLabel = "FILE", description = "the earlier image")
  private @Nullable Path prior;

  @Option(
      names = "--current",
      paramLabel = "FILE",
      required = true,
      description = "the image: PNG, JPEG or DICOM")
  private Path current = Path.of("");

  @Parameters(paramLabel = "QUESTION", description = "what to ask")
  private String question = "";

  @Override
  public Integer call() throws IOException {
    List<ImageInput> images = new ArrayList<>();
    if (prior != null) {
      images.add(ImageFile.read(prior));
    }
    images.add(ImageFile.read(current));
    try (VisionLanguageModel asked = ModelLoading.model(model);
        ImageContext context = asked.open(images)) {
      Console.standard().line(context.answer(question, LONGEST_ANSWER));
    }
    return ExitCode.OK;
  }
}
