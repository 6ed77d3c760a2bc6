package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.FileOutcome;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.KeptFiles;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.TestObjects;

/**
 * What senders are told, and what is there then: repeated, conflicting, concurrent, and with a full
 * disk.
 */
class ReceptionTest {
  private static final SendOutcome DELIVERED = new SendOutcome.Delivered("");

  private Path directory;
  private ArchiveClient sender;
  private CapturedLog log;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void open(@TempDir Path temporary) {
    directory = temporary;
    sender = new ArchiveClient("SENDER", Timeouts.DEFAULT);
    log = CapturedLog.open();
  }

  @AfterEach
  void close() {
    sender.close();
    log.close();
  }

  @Test
  void aRepeatedInstanceIsAcceptedOnce() throws IOException {
    Path file = file(TestObjects.ct(1, 16));
    try (RunningListener listener = RunningListener.in(directory)) {
      assertThat(sender.store(listener.node(), List.of(file, file))).isEqualTo(DELIVERED);
      assertThat(sender.store(listener.node(), List.of(file))).isEqualTo(DELIVERED);

      assertThat(listener.stored()).hasSize(1);
      assertThat(objects()).hasSize(1);
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void otherContentUnderTheSameUidIsAcceptedKeptApartAndReported() throws IOException {
    Path first = file(TestObjects.ct(1, 16));
    Attributes changed = TestObjects.ct(1, 16);
    changed.setString(Tag.PatientName, VR.PN, "Doe^Jane");
    Path other = TestObjects.write(directory.resolve("other"), changed, UID.ImplicitVRLittleEndian);
    try (RunningListener listener = RunningListener.in(directory)) {
      assertThat(sender.store(listener.node(), List.of(first, other, other))).isEqualTo(DELIVERED);

      assertThat(listener.stored()).hasSize(1);
      StoredInstance kept = listener.store().instance("2.25.77.1").orElseThrow();
      assertThat(Part10File.read(kept.file()).dataset())
          .isEqualTo(Part10File.read(first).dataset());
      assertThat(listener.conflicting()).hasSize(1);
      assertThat(Part10File.read(listener.conflicting().get(0).file()).dataset())
          .isEqualTo(Part10File.read(other).dataset());
      assertThat(objects()).hasSize(2);
    }
    assertThat(log.lines()).as("who is told of it says so").isEmpty();
  }

  @Test
  void eightAssociationsAtOnceLoseNothing() throws Exception {
    List<List<Path>> parts = new ArrayList<>();
    for (int part = 0; part < 8; part++) {
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        files.add(file(TestObjects.ct(100 * part + i, 64)));
      }
      parts.add(files);
    }
    try (RunningListener listener = RunningListener.in(directory)) {
      List<Callable<List<FileOutcome>>> tasks = new ArrayList<>();
      parts.forEach(files -> tasks.add(() -> sender.storeEach(listener.node(), files)));
      for (List<FileOutcome> outcomes : atOnce(tasks)) {
        assertThat(outcomes).extracting(FileOutcome::outcome).containsOnly(DELIVERED);
      }
      assertThat(listener.stored()).hasSize(96);
      for (List<Path> files : parts) {
        for (Path sent : files) {
          Part10File original = Part10File.read(sent);
          Path kept = listener.store().instance(original.sopInstanceUid()).orElseThrow().file();
          assertThat(Part10File.read(kept).dataset()).isEqualTo(original.dataset());
        }
      }
    }
  }

  @Test
  void theSameInstanceFromEightAssociationsAtOnceIsKeptOnce() throws Exception {
    Path file = file(TestObjects.ct(1, 64));
    try (RunningListener listener = RunningListener.in(directory)) {
      List<Callable<SendOutcome>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tasks.add(() -> sender.store(listener.node(), List.of(file)));
      }
      assertThat(atOnce(tasks)).containsOnly(DELIVERED);
      assertThat(listener.stored()).hasSize(1);
      assertThat(objects()).hasSize(1);
    }
  }

  @Test
  void anObjectIsRefusedWhileTheDiskHasLessThanTheReserve() throws IOException {
    AtomicLong free = new AtomicLong(5 << 20);
    try (RunningListener listener = RunningListener.in(directory, 10 << 20, free::get)) {
      Path file = file(TestObjects.ct(1, 16));
      assertThat(sender.store(listener.node(), List.of(file)))
          .isEqualTo(
              new SendOutcome.Refused(0xA700, "out of disk: 5 MiB free, 10 MiB are the reserve"));
      assertThat(objects()).isEmpty();
      assertThat(log.lines()).singleElement().asString().contains("A700H: out of disk");

      free.set(20 << 20);
      assertThat(sender.store(listener.node(), List.of(file))).isEqualTo(DELIVERED);
    }
  }

  @Test
  void aLongObjectIsRefusedWhenTheReserveIsReachedOnTheWay() throws IOException {
    AtomicLong asked = new AtomicLong();
    try (RunningListener listener =
        RunningListener.in(directory, 10, () -> asked.getAndIncrement() == 0 ? 20 : 5)) {
      Path file = file(TestObjects.ct(1, 3000));
      assertThat(sender.store(listener.node(), List.of(file)))
          .isInstanceOfSatisfying(
              SendOutcome.Refused.class, refused -> assertThat(refused.status()).isEqualTo(0xA700));
      assertThat(objects()).isEmpty();
      listener.echo();
    }
  }

  @Test
  void aDiskThatIsReallyFullRefusesAndGoesOnWhenThereIsRoom() throws Exception {
    Path small = Files.createDirectories(directory.resolve("data").resolve("objects"));
    Assumptions.assumeTrue(
        PeerServer.isInstalled("mount")
            && exit("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small) == 0,
        "skipped: this user may not mount a small file system");
    try (RunningListener listener = RunningListener.in(directory.resolve("data"))) {
      Path tooLarge = file(TestObjects.ct(1, 512));
      Path fits = file(TestObjects.ct(2, 64));

      assertThat(sender.store(listener.node(), List.of(tooLarge)))
          .isInstanceOfSatisfying(
              SendOutcome.Refused.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(0xA700);
                assertThat(refused.comment()).contains("No space left on device");
              });
      assertThat(sender.store(listener.node(), List.of(fits))).isEqualTo(DELIVERED);
      assertThat(listener.stored()).hasSize(1);
    } finally {
      exit("umount", small);
    }
  }

  @Test
  void aListenerThatThrowsDoesNotUndoTheReception() throws IOException {
    Path file = file(TestObjects.ct(1, 16));
    try (RunningListener listener = RunningListener.in(directory)) {
      listener.onStored(
          instance -> {
            throw new IllegalStateException("queue is broken");
          });
      assertThat(sender.store(listener.node(), List.of(file))).isEqualTo(DELIVERED);
      assertThat(listener.store().instance("2.25.77.1")).isPresent();
    }
    assertThat(log.lines()).singleElement().asString().contains("what follows from it failed");
  }

  private static int exit(Object... command) throws IOException, InterruptedException {
    List<String> words = Stream.of(command).map(Object::toString).toList();
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private Path file(Attributes image) throws IOException {
    return TestObjects.write(directory.resolve("sent"), image, UID.ExplicitVRLittleEndian);
  }

  private List<Path> objects() throws IOException {
    return KeptFiles.in(directory);
  }
}
