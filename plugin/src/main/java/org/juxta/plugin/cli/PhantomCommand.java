package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.demo.PatientFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes simulated patients as DICOM studies with their truth. */
@Command(
    name = "phantom",
    sortOptions = false,
    description = {
      "Writes simulated patients: for each a folder with the DX images of a prior and a current"
          + " study and truth.json (findings, change, boxes). The same seed gives the same files."
    })
final class PhantomCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--cases", paramLabel = "N", defaultValue = "1", description = "how many (1)")
  private int cases;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the first; the next one has the next seed (1)")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "where the folders are made")
  private Path out = Path.of(".");

  @Override
  public Integer call() throws IOException {
    if (cases < 1) {
      throw new ParameterException(spec.commandLine(), "--cases: " + cases + "; 1 or more");
    }
    try (ProgressBar progress =
        Console.progress("radiographs", (long) cases * PatientFolder.IMAGES)) {
      for (int i = 0; i < cases; i++) {
        PatientFolder.write(seed + i, out, progress::step);
      }
    }
    Console.standard().line(cases + " patients in " + out);
    return ExitCode.OK;
  }
}
