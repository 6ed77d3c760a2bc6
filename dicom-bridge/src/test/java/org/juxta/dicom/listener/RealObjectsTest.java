package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.FileOutcome;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.SharedData;

/** Real files of many makers, some of each transfer syntax, through the port. */
class RealObjectsTest {
  private static final int OF_EACH_SYNTAX = 8;
  private static final long LARGEST = 20 << 20;

  @Test
  void eachIsKeptAsItIsOrRefusedWithAStatus(@TempDir Path directory) throws IOException {
    List<Path> files = sample(SharedData.require("data/dicom"));
    TreeSet<Integer> statuses = new TreeSet<>();
    int kept = 0;
    try (RunningListener listener = RunningListener.in(directory);
        ArchiveClient sender = new ArchiveClient("SENDER", Timeouts.DEFAULT);
        CapturedLog log = CapturedLog.open()) {
      for (FileOutcome outcome : sender.storeEach(listener.node(), files)) {
        if (outcome.outcome() instanceof SendOutcome.Refused refused) {
          statuses.add(refused.status());
          continue;
        }
        assertThat(outcome.outcome())
            .as(outcome.file().toString())
            .isEqualTo(new SendOutcome.Delivered(""));
        assertIsKept(listener, Part10File.read(outcome.file()));
        kept++;
      }
      assertThat(log.lines()).allMatch(line -> line.startsWith("Refused"));
    }
    assertThat(kept).isGreaterThan(75);
    // Not a UID, no storage class (directory), no study, damaged.
    assertThat(statuses).isSubsetOf(0x0117, 0x0122, 0xA900, 0xC000);
  }

  private static void assertIsKept(RunningListener listener, Part10File sent) throws IOException {
    List<Path> kept = new ArrayList<>();
    listener.store().instance(sent.sopInstanceUid()).ifPresent(first -> kept.add(first.file()));
    listener.store().conflicting(sent.sopInstanceUid()).forEach(other -> kept.add(other.file()));
    List<byte[]> datasets = new ArrayList<>();
    for (Path file : kept) {
      datasets.add(Part10File.read(file).dataset());
    }
    assertThat(datasets).as(sent.path().toString()).contains(sent.dataset());
  }

  private static List<Path> sample(Path root) throws IOException {
    Map<String, List<Path>> bySyntax = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all =
          walk.filter(file -> Files.isRegularFile(file) && file.toFile().length() < LARGEST)
              .sorted()
              .toList();
    }
    for (Path path : all) {
      try {
        List<Path> same =
            bySyntax.computeIfAbsent(
                Part10File.read(path).transferSyntaxUid(), syntax -> new ArrayList<>());
        if (same.size() < OF_EACH_SYNTAX) {
          same.add(path);
        }
      } catch (IOException notPart10) {
        // Such a file cannot be sent as it is.
      }
    }
    assertThat(bySyntax).hasSizeGreaterThan(15);
    return bySyntax.values().stream().flatMap(List::stream).toList();
  }
}
