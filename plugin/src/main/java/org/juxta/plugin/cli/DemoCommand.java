package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on a simulated patient. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Simulates a patient, sends a prior and a current study over real DICOM networking to a Juxta"
          + " on this machine, and shows the report that comes back to a small archive.",
      "Leaves in DIR: prior/, current/, truth.json, reading.json, report.dcm, comparison.png."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "which patient (1)")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "juxta-demo",
      description = "where the files are left; other files in it are not touched (juxta-demo)")
  private Path out = Path.of("juxta-demo");

  @Option(names = "--keep", description = "leave everything running afterwards, until Ctrl-C")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OutputPath.requireDirectory(spec, "--out", out);
    Console console = Console.standard();
    try (Demo demo =
        Demo.start(
            console,
            out,
            () -> ModelLoading.reader(Settings.EMBEDDED_MODEL, List.of()),
            Version.text())) {
      boolean cameBack = demo.play(seed);
      if (keep && cameBack) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(demo), "stop"));
        console.line("Everything keeps running; Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
      return cameBack ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void close(Demo demo) {
    try {
      demo.close();
    } catch (IOException e) {
      Console.standard().line("not closed in order: " + e.getMessage());
    }
  }
}
