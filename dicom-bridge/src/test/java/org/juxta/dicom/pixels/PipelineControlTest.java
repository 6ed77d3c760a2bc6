package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline beside one that goes pixel by pixel and bit by bit, over random formats. */
class PipelineControlTest {

  /** One random image; fields are named as the attributes. */
  private static final class Case {
    final int allocated;
    final int stored;
    final int highBit;
    final boolean signed;
    final double slope;
    final double intercept;
    final double center;
    final double width;
    final WindowFunction function;
    final boolean monochrome1;
    final boolean padded;
    final int padding;
    final boolean bigEndian;
    final int[] words = new int[35];

    Case(Random random) {
      allocated = random.nextBoolean() ? 8 : 16;
      stored = 2 + random.nextInt(allocated - 1);
      highBit = stored - 1 + random.nextInt(allocated - stored + 1);
      signed = random.nextBoolean();
      slope = random.nextBoolean() ? 1 : random.nextInt(40) / 8.0 + 0.125;
      intercept = random.nextInt(3000) - 1500;
      center = random.nextInt(4000) - 2000;
      width = 1 + random.nextInt(4000);
      function = WindowFunction.values()[random.nextInt(3)];
      monochrome1 = random.nextBoolean();
      padded = random.nextBoolean();
      bigEndian = allocated == 16 && random.nextBoolean();
      for (int i = 0; i < words.length; i++) {
        words[i] = random.nextInt(1 << allocated);
      }
      padding = value(words[3]);
    }

    /** PS3.5 8.1.1, bit by bit. */
    int value(int word) {
      int value = 0;
      for (int bit = 0; bit < stored; bit++) {
        if ((word >> (highBit - stored + 1 + bit) & 1) == 1) {
          value += signed && bit == stored - 1 ? -(1 << bit) : 1 << bit;
        }
      }
      return value;
    }

    /** PS3.4 N.2, one pixel. */
    double luminance(int word) {
      int value = value(word);
      if (padded && value == padding) {
        return 0;
      }
      double x = slope * value + intercept;
      double y =
          switch (function) {
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (x - center) / width));
            case LINEAR_EXACT ->
                x <= center - width / 2
                    ? 0
                    : x > center + width / 2 ? 1 : (x - center) / width + 0.5;
            case LINEAR ->
                x <= center - 0.5 - (width - 1) / 2
                    ? 0
                    : x > center - 0.5 + (width - 1) / 2
                        ? 1
                        : (x - (center - 0.5)) / (width - 1) + 0.5;
          };
      return monochrome1 ? 1 - y : y;
    }

    Path write(Path directory) throws IOException {
      TestImage image = new TestImage().us(Tag.Rows, 5).us(Tag.Columns, 7);
      image.us(Tag.BitsAllocated, allocated).us(Tag.BitsStored, stored).us(Tag.HighBit, highBit);
      image.us(Tag.PixelRepresentation, signed ? 1 : 0);
      image.text(Tag.PhotometricInterpretation, VR.CS, monochrome1 ? "MONOCHROME1" : "MONOCHROME2");
      image.text(Tag.RescaleSlope, VR.DS, String.valueOf(slope));
      image.text(Tag.RescaleIntercept, VR.DS, String.valueOf(intercept));
      image.text(Tag.WindowCenter, VR.DS, String.valueOf(center));
      image.text(Tag.WindowWidth, VR.DS, String.valueOf(width));
      image.text(Tag.VOILUTFunction, VR.CS, function.name());
      if (padded) {
        image.dataset.setInt(Tag.PixelPaddingValue, signed ? VR.SS : VR.US, padding);
      }
      if (allocated == 8) {
        image.bytes(words);
      } else {
        image.words(words);
      }
      return image
          .in(bigEndian ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian)
          .write(directory);
    }
  }

  @Test
  void randomFormatsGiveWhatTheControlGives(@TempDir Path directory) throws IOException {
    Random random = new Random(31);
    int compared = 0;
    for (int i = 0; i < 400; i++) {
      Case one = new Case(random);
      Path file = one.write(directory);
      GrayFrame frame = GrayFrameReader.read(file, 0);
      for (int pixel = 0; pixel < one.words.length; pixel++) {
        assertThat((double) frame.luminance()[pixel])
            .as("case %d, pixel %d, %s", i, pixel, frame.appliedSteps())
            .isCloseTo(one.luminance(one.words[pixel]), Offset.offset(1e-6));
        compared++;
      }
      Files.delete(file);
    }
    assertThat(compared).isEqualTo(400 * 35);
  }
}
