package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.SharedData;

/** NEMA WG04's compressed images beside their uncompressed references. */
class Wg04Test {

  @Test
  void everyLosslessImageEqualsItsReferenceInEverySample() throws IOException {
    Path wg04 = SharedData.require("data/dicom/robyoung/data/WG04");
    List<String> compared = new ArrayList<>();
    for (String syntax : List.of("RLE", "JLSL", "JPLL", "J2KR")) {
      for (Path file : RealFilesTest.filesUnder(wg04.resolve(syntax))) {
        Path reference = reference(wg04, file);
        if (!Files.exists(reference)) {
          continue;
        }
        assertThat(stored(file)).as(file.toString()).isEqualTo(stored(reference));
        compared.add(file.getFileName().toString());
      }
    }
    assertThat(compared).hasSizeGreaterThanOrEqualTo(46);
  }

  @Test
  void everyLossyImageIsCloseToItsReference() throws IOException {
    Path wg04 = SharedData.require("data/dicom/robyoung/data/WG04");
    List<String> compared = new ArrayList<>();
    for (String syntax : List.of("JLSN", "JPLY", "J2KI")) {
      for (Path file : RealFilesTest.filesUnder(wg04.resolve(syntax))) {
        Path reference = reference(wg04, file);
        if (!Files.exists(reference)) {
          continue;
        }
        double difference = meanDifference(stored(file), stored(reference));
        assertThat(difference).as(file.toString()).isLessThan(0.02);
        compared.add(file.getFileName().toString());
      }
    }
    assertThat(compared).hasSizeGreaterThanOrEqualTo(30);
  }

  /** Mean difference as a share of the range of values in the reference. */
  private static double meanDifference(int[] lossy, int[] reference) {
    IntSummaryStatistics range = Arrays.stream(reference).summaryStatistics();
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += Math.abs(lossy[i] - reference[i]);
    }
    return sum / reference.length / (range.getMax() - range.getMin());
  }

  private static Path reference(Path wg04, Path file) {
    String name = file.getFileName().toString();
    return wg04.resolve("REF").resolve(name.substring(0, name.indexOf('_')) + "_UNC");
  }

  private static int[] stored(Path path) throws IOException {
    try (Part10File file = Part10File.open(path)) {
      PixelFormat format = PixelFormat.of(file.dataset());
      int[] samples = FrameDecoder.decode(file, format, 0);
      StoredValues.extract(samples, format);
      return samples;
    }
  }
}
