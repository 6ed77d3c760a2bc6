package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.UID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.testing.KeptFiles;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.TestObjects;

/**
 * A listener that is killed while it receives (SIGKILL, so nothing of its own runs any more). What
 * this cannot show is power loss: the operating system lives on and keeps what was written,
 * synchronised or not.
 */
class KillTest {
  private static final int ASSOCIATIONS = 4;
  private static final int OBJECTS = 400;

  @Test
  void whatTheSenderWasToldSuccessForIsThereAfterAKill(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      files.add(
          TestObjects.write(
              directory.resolve("sent"), TestObjects.ct(i, 128), UID.ExplicitVRLittleEndian));
    }
    Set<Path> delivered = ConcurrentHashMap.newKeySet();
    for (int killAfter : new int[] {20, 60}) {
      sendUntilKilled(data, files, delivered, delivered.size() + killAfter);
    }

    assertThat(delivered.size()).isBetween(80, OBJECTS - 1);
    try (RunningListener listener = RunningListener.in(data)) {
      for (Path sent : delivered) {
        Part10File original = Part10File.read(sent);
        StoredInstance kept = listener.store().instance(original.sopInstanceUid()).orElseThrow();
        assertThat(Part10File.read(kept.file()).dataset()).isEqualTo(original.dataset());
      }
      int rows = listener.store().studies().get(0).instances();
      Path putAside = data.resolve("objects").resolve("orphans");
      assertThat(KeptFiles.in(data)).filteredOn(kept -> !kept.startsWith(putAside)).hasSize(rows);
    }
  }

  private static void sendUntilKilled(Path data, List<Path> files, Set<Path> delivered, int killAt)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReceivingProcess.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ExecutorService senders = Executors.newFixedThreadPool(ASSOCIATIONS);
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      // The port is the line that is a number; the log goes the same way.
      int port =
          output
              .lines()
              .filter(line -> line.matches("\\d+"))
              .mapToInt(Integer::parseInt)
              .findFirst()
              .orElseThrow();
      CountDownLatch enough = new CountDownLatch(1);
      for (int i = 0; i < ASSOCIATIONS; i++) {
        int first = i;
        senders.execute(() -> send(port, files, first, delivered, killAt, enough));
      }
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      process.destroyForcibly().waitFor();
    } finally {
      process.destroyForcibly();
      senders.shutdown();
      assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Sends every fourth file, in small batches, until the other side is dead. */
  private static void send(
      int port,
      List<Path> files,
      int first,
      Set<Path> delivered,
      int killAt,
      CountDownLatch enough) {
    try (ArchiveClient client = new ArchiveClient("SENDER", Timeouts.DEFAULT)) {
      ArchiveNode node = new ArchiveNode(RunningListener.AE_TITLE, "127.0.0.1", port);
      for (int i = first; i < files.size(); i += ASSOCIATIONS) {
        Path file = files.get(i);
        if (delivered.contains(file)) {
          continue;
        }
        if (!(client.store(node, List.of(file)) instanceof SendOutcome.Delivered)) {
          return;
        }
        delivered.add(file);
        if (delivered.size() >= killAt) {
          enough.countDown();
        }
      }
    }
  }
}
