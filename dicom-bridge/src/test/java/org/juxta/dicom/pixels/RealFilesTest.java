package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.ConformanceStatement;
import org.juxta.dicom.testing.SharedData;

/**
 * The public test sets: every file gives a frame or a reason, and CONFORMANCE.md says how many of
 * which transfer syntax. {@code -Djuxta.conformance=write} writes the table anew.
 */
class RealFilesTest {
  /** What became of the first frame of a file; reason "" where it was read. */
  private record Outcome(Path file, String syntax, boolean pixels, String reason) {}

  @Test
  void everyFileGivesAFrameOrARecordedReason() throws IOException {
    Path root = SharedData.require("data/dicom");
    List<Outcome> outcomes = new ArrayList<>();
    for (Path file : filesUnder(root)) {
      outcomes.add(read(root, file));
    }

    assertThat(outcomes).filteredOn(one -> one.reason().isEmpty()).hasSizeGreaterThanOrEqualTo(362);
    ConformanceStatement.requirePart("decodable", table(outcomes));
  }

  private static Outcome read(Path root, Path file) {
    String syntax = "";
    boolean pixels = false;
    try (Part10File part10 = Part10File.open(file)) {
      syntax = part10.transferSyntaxUid();
      pixels = part10.hasPixelData();
    } catch (IOException e) {
      // What cannot be opened has its reason from the reader below.
    }
    String reason = "";
    try {
      GrayFrame frame = GrayFrameReader.read(file, 0);
      for (float value : frame.luminance()) {
        if (!(value >= 0 && value <= 1)) {
          throw new AssertionError(file + " gives luminance " + value);
        }
      }
    } catch (UnreadablePixelsException e) {
      reason = String.valueOf(e.getMessage());
      assertThat(reason).as(file.toString()).isNotBlank().isNotEqualTo("null");
    }
    return new Outcome(root.relativize(file), syntax, pixels, reason);
  }

  private static String table(List<Outcome> outcomes) {
    Map<String, List<Outcome>> bySyntax = new TreeMap<>();
    outcomes.stream()
        .filter(Outcome::pixels)
        .forEach(one -> bySyntax.computeIfAbsent(one.syntax(), any -> new ArrayList<>()).add(one));
    StringBuilder text = new StringBuilder();
    text.append("| Transfer syntax | files | read | refused, with the reason recorded |\n");
    text.append("|---|---|---|---|\n");
    bySyntax.forEach(
        (syntax, files) -> {
          List<Outcome> refused = files.stream().filter(one -> !one.reason().isEmpty()).toList();
          text.append(
              "| %s | %d | %d | %s |\n"
                  .formatted(
                      TransferSyntaxName.of(syntax),
                      files.size(),
                      files.size() - refused.size(),
                      String.join(
                          "<br>",
                          refused.stream()
                              .map(one -> one.file().getFileName() + ": " + one.reason())
                              .toList())));
        });
    return text.toString();
  }

  static List<Path> filesUnder(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
