package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.plugin.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a model one question about one or two images. */
@Command(
    name = "ask",
    sortOptions = false,
    description = {
      "Answers a question about an image, or about a prior and a current one, in words."
          + " Not for clinical use."
    })
final class AskCommand implements Callable<Integer> {
  /** What is drawn from at a temperature above 0: the rest is noise of a large vocabulary. */
  private static final double TOP_P = 0.95;

  private static final Duration LONGEST = Duration.ofHours(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelFlags model = new ModelFlags();

  @Option(names = "--prior", paramLabel = "FILE", description = "the earlier image")
  private @Nullable Path prior;

  @Option(
      names = "--current",
      paramLabel = "FILE",
      required = true,
      description = "the image: PNG, JPEG or DICOM")
  private Path current = Path.of("");

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "256",
      description = "longest answer, in tokens (256)")
  private int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description = "0 for the most likely words, more for others too (0)")
  private double temperature;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "of the draws at a temperature above 0 (0)")
  private long seed;

  @Parameters(paramLabel = "QUESTION", description = "what to ask")
  private String question = "";

  @Override
  public Integer call() throws IOException {
    List<ImageInput> images = new ArrayList<>();
    if (prior != null) {
      images.add(ImageFile.read(prior));
    }
    images.add(ImageFile.read(current));
    Console console = Console.standard();
    try (VisionLanguageModel asked = model.load();
        ImageContext context = asked.open(images)) {
      context.answer(
          question,
          options(),
          piece -> {
            console.piece(piece);
            return true;
          });
      console.line("");
    }
    return ExitCode.OK;
  }

  private AnswerOptions options() {
    try {
      return new AnswerOptions(maxTokens, temperature, TOP_P, seed, List.of(), LONGEST);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
