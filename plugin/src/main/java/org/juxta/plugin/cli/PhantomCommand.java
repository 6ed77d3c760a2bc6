package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.demo.CtFiles;
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
          + " study and truth.json (findings, change, boxes), with --ct also CT series of the same"
          + " chest. The same seed gives the same files."
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

  @Option(
      names = "--ct",
      paramLabel = "MM",
      description = "writes the CT of both dates, too, in slices of this thickness")
  private @Nullable Double ctThickness;

  @Option(
      names = "--ct-spacing",
      paramLabel = "MM",
      description = "from slice to slice (the thickness)")
  private @Nullable Double ctSpacing;

  @Option(
      names = "--ct-tilt",
      paramLabel = "DEGREES",
      defaultValue = "0",
      description = "tilt of the gantry (0)")
  private double ctTilt;

  @Option(
      names = "--ct-missing",
      paramLabel = "N",
      defaultValue = "0",
      description = "so many slices from the middle are left out (0)")
  private int ctMissing;

  @Override
  public Integer call() throws IOException {
    if (cases < 1) {
      throw new ParameterException(spec.commandLine(), "--cases: " + cases + "; 1 or more");
    }
    CtProtocol ct = ctProtocol();
    OutputPath.requireDirectory(spec, "--out", out);
    try (ProgressBar progress =
        Console.progress("radiographs", (long) cases * PatientFolder.IMAGES)) {
      for (int i = 0; i < cases; i++) {
        PatientFolder.write(seed + i, out, progress::step);
      }
    }
    if (ct != null) {
      try (ProgressBar progress = Console.progress("CT slices", -1)) {
        for (int i = 0; i < cases; i++) {
          CtFiles.write(seed + i, out, ct, ctMissing, progress::step);
        }
      }
    }
    Console.standard().line(cases + " patients in " + out);
    return ExitCode.OK;
  }

  private @Nullable CtProtocol ctProtocol() {
    if (ctThickness == null) {
      return null;
    }
    try {
      CtProtocol chest = CtProtocol.chest(ctThickness);
      double spacing = ctSpacing == null ? ctThickness : ctSpacing;
      return new CtProtocol(
          chest.size(), chest.field(), ctThickness, spacing, ctTilt, chest.noise());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--ct: " + e.getMessage(), e);
    }
  }
}
