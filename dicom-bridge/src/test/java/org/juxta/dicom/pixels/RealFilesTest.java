package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.SharedData;

/** The public test sets: every file gives a frame or a reason. */
class RealFilesTest {

  @Test
  void everyFileGivesAFrameOrARecordedReason() throws IOException {
    Path root = SharedData.require("data/dicom");
    int read = 0;
    for (Path file : filesUnder(root)) {
      try {
        GrayFrame frame = GrayFrameReader.read(file, 0);
        for (float value : frame.luminance()) {
          if (!(value >= 0 && value <= 1)) {
            throw new AssertionError(file + " gives luminance " + value);
          }
        }
        read++;
      } catch (UnreadablePixelsException e) {
        assertThat(String.valueOf(e.getMessage()))
            .as(file.toString())
            .isNotBlank()
            .isNotEqualTo("null");
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(362);
  }

  static List<Path> filesUnder(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
