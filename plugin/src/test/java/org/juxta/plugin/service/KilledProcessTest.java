package org.juxta.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.plugin.pipeline.Radiographs;

/** A real process that is killed with SIGKILL, again and again. */
class KilledProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** From the moment on that the process is ready: in the quiet period, at work, delivering. */
  private static final List<Duration> MOMENTS =
      List.of(Duration.ofMillis(20), Duration.ofMillis(700), Duration.ofMillis(1100));

  private final Path directory;

  KilledProcessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void everythingThatWasAcceptedIsReportedOnce() throws Exception {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    try (RunningListener archive = RunningListener.in(directory.resolve("archive"))) {
      int year = 2020;
      for (Duration moment : MOMENTS) {
        Process juxta = start(archive.node());
        try {
          send(port(juxta), radiographs.write(year++, 1, ChestProjection.PA));
          // Not a wait for something: the moment of the blow is what is tried out.
          assertThat(juxta.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } finally {
          kill(juxta);
        }
      }
      Process juxta = start(archive.node());
      try {
        Awaitility.await("a report for each study")
            .atMost(LONG)
            .until(() -> reports(archive).size() >= MOMENTS.size());
        send(port(juxta), radiographs.write(year, 1, ChestProjection.PA));
        Awaitility.await("the report of the last study")
            .atMost(LONG)
            .until(() -> reports(archive).size() > MOMENTS.size());
      } finally {
        kill(juxta);
      }
      assertThat(archive.conflicting()).isEmpty();
      assertThat(archive.stored()).extracting(StoredInstance::modality).containsOnly("SR", "PR");
      assertThat(reports(archive))
          .hasSize(MOMENTS.size() + 1)
          .extracting(StoredInstance::studyInstanceUid)
          .doesNotHaveDuplicates();
    }
  }

  private static List<StoredInstance> reports(RunningListener archive) {
    return archive.stored().stream().filter(instance -> instance.modality().equals("SR")).toList();
  }

  private Process start(ArchiveNode archive) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            ServeForTest.class.getName(),
            directory.resolve("data").toString(),
            archive.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("stderr.txt").toFile()))
        .start();
  }

  private static int port(Process juxta) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(juxta.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ServeForTest.READY)) {
        return Integer.parseInt(line.substring(ServeForTest.READY.length()));
      }
    }
    throw new IOException("the process ended before it was ready");
  }

  private static void send(int port, Path file) {
    try (ArchiveClient sender = new ArchiveClient("SENDER", Timeouts.DEFAULT)) {
      assertThat(sender.store(new ArchiveNode("JUXTA", "127.0.0.1", port), List.of(file)))
          .isInstanceOf(SendOutcome.Delivered.class);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
