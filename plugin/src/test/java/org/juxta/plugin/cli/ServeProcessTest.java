package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.Timeouts;

/** The command itself, in a process of its own, with the model that is shipped. */
class ServeProcessTest {
  private static final Pattern LISTENS =
      Pattern.compile("juxta \\S+: JUXTA listens on 127\\.0\\.0\\.1:(\\d+), data in (\\S+)");

  /** What the JVM ends with after SIGTERM: 128 and the signal's number. */
  private static final int TERMINATED = 143;

  private final Path data;

  ServeProcessTest(@TempDir Path directory) {
    this.data = directory.resolve("data");
  }

  @Test
  void itSaysWhereItListensAndStopsInOrderWhenAsked() throws Exception {
    for (int run = 0; run < 2; run++) {
      Process serve = start();
      try {
        Matcher line = LISTENS.matcher(firstLine(serve));
        assertThat(line.matches()).isTrue();
        assertThat(line.group(2)).isEqualTo(data.toString());
        try (ArchiveClient client = new ArchiveClient("TEST", Timeouts.DEFAULT)) {
          client.echo(new ArchiveNode("JUXTA", "127.0.0.1", Integer.parseInt(line.group(1))));
        }
        serve.destroy();
        assertThat(serve.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(TERMINATED);
      } finally {
        serve.destroyForcibly();
      }
      assertThat(data.resolve("juxta.db-wal"))
          .as("the database was closed, not cut off")
          .doesNotExist();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port",
            "0",
            "--web",
            "127.0.0.1:0",
            "--data",
            data.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The log of the tests goes to standard output too; the line is the one that names the port. */
  private static String firstLine(Process serve) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("listens on")) {
        return line;
      }
    }
    throw new IOException("the process ended before it listened");
  }
}
