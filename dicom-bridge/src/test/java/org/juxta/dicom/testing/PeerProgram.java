package org.juxta.dicom.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of another maker over our output; tests skip where it is not installed. */
public final class PeerProgram {
  private PeerProgram() {}

  /** Exit status and everything the program printed, errors included. */
  public record Result(int exitStatus, String output) {}

  /** Runs it to its end, at most a minute, or skips the test when it is not on the PATH. */
  public static Result run(String program, String... arguments)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))),
        () -> "skipped: " + program + " is not installed");
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(program, ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(program + " did not end within a minute");
    }
    String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
    Files.delete(output);
    return new Result(process.exitValue(), printed);
  }
}
