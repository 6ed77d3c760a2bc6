package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.SharedData;

/** One picture of color bars that pydicom keeps in many encodings: all have the same luminance. */
class ColorFilesTest {
  private static final float TOLERANCE = 0.01f;

  @Test
  void everyEncodingOfThePictureHasItsLuminance() throws IOException {
    Path root = SharedData.require("data/dicom/pydicom/src/pydicom/data/test_files");
    GrayFrame reference = GrayFrameReader.read(root.resolve("SC_rgb_rle.dcm"), 0);
    int compared = 0;
    for (Path file : RealFilesTest.filesUnder(root)) {
      if (!file.getFileName().toString().startsWith("SC_rgb_")) {
        continue;
      }
      GrayFrame frame;
      try {
        frame = GrayFrameReader.read(file, 0);
      } catch (UnreadablePixelsException e) {
        continue;
      }
      if (frame.width() != 100 || frame.height() != 100) {
        continue;
      }
      for (int y = 5; y < 100; y += 10) {
        assertThat(Math.abs(frame.at(50, y) - reference.at(50, y)))
            .as("%s, row %d", file, y)
            .isLessThan(TOLERANCE);
      }
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(15);
  }
}
