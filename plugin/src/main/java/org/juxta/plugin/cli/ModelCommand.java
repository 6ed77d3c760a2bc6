package org.juxta.plugin.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.juxta.inference.Models;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelInspection;
import org.juxta.plugin.config.SettingsException;
import org.juxta.plugin.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at checkpoint directories. */
@Command(
    name = "model",
    description = "Looks at a checkpoint directory before it is used.",
    subcommands = ModelCommand.Inspect.class)
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "model: inspect is missing");
  }

  @Command(
      name = "inspect",
      sortOptions = false,
      description =
          "Prints what a checkpoint in Hugging Face layout is and needs, or why it cannot be used."
              + " Reads no weights.")
  static final class Inspect implements Callable<Integer> {
    private static final double GIB = 1L << 30;

    @Parameters(paramLabel = "DIR", description = "checkpoint directory")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
      ModelInspection found;
      try {
        found = Models.inspect(directory);
      } catch (InferenceException e) {
        throw new SettingsException("model", String.valueOf(e.getMessage()), e);
      }
      List<String> lines =
          List.of(
              "family            " + found.family(),
              "licence           " + found.licence().id() + ": " + found.licence().summary(),
              "weights           %.2f GiB in %d tensors, %s, %,d parameters"
                  .formatted(
                      found.weightBytes() / GIB,
                      found.tensors(),
                      found.elementType(),
                      found.parameters()),
              "context           " + found.context() + " tokens",
              "tokens per image  " + found.tokensPerImage(),
              "image             %d x %d pixels".formatted(found.imageSize(), found.imageSize()),
              "boxes             " + (found.pointsAtThings() ? "yes" : "not taught to point"),
              "memory            %.2f GiB of mapped weights, and %.3f GiB for each 1000 tokens"
                  .formatted(found.weightBytes() / GIB, 1000 * found.cacheBytesPerToken() / GIB));
      lines.forEach(Console.standard()::line);
      return ExitCode.OK;
    }
  }
}
