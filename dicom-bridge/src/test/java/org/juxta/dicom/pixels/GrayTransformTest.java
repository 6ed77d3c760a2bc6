package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every step of the grayscale pipeline on values that can be worked out by hand. */
class GrayTransformTest {
  private static final Offset<Float> EXACT = Offset.offset(1e-6f);

  @Test
  void aLinearWindowFollowsTheStandardsFormula(@TempDir Path directory) throws IOException {
    // PS3.3 C.11.2.1.2.1 note: c = 2048, w = 4096 maps 0 to the least and 4095 to the greatest.
    GrayFrame frame = window(new TestImage(), 2048, 4096, "LINEAR").read(directory);

    assertThat(frame.luminance())
        .containsExactly(
            new float[] {
              0, 100 / 4095f, 500 / 4095f, 1000 / 4095f, 2000 / 4095f, 3000 / 4095f, 4000 / 4095f, 1
            },
            EXACT);
    assertThat(frame.appliedSteps())
        .containsExactly(
            "frame 1 of 1 decoded: Explicit VR Little Endian (1.2.840.10008.1.2.1)",
            "12 bits below high bit 11, unsigned",
            "window: center 2048.0, width 4096.0, LINEAR");
  }

  @Test
  void aLinearExactWindowIsWiderByOne(@TempDir Path directory) throws IOException {
    GrayFrame frame = window(new TestImage(), 1000, 1000, "LINEAR_EXACT").read(directory);

    assertThat(frame.luminance()).containsExactly(new float[] {0, 0, 0, 0.5f, 1, 1, 1, 1}, EXACT);
  }

  @Test
  void aSigmoidWindowNeverReachesItsEnds(@TempDir Path directory) throws IOException {
    GrayFrame frame = window(new TestImage(), 1000, 2000, "SIGMOID").read(directory);

    assertThat(frame.at(3, 0)).isCloseTo(0.5f, EXACT);
    assertThat(frame.at(0, 1)).isCloseTo((float) (1 / (1 + Math.exp(-2))), EXACT);
    assertThat(frame.at(0, 0)).isCloseTo((float) (1 / (1 + Math.exp(2))), EXACT);
  }

  @Test
  void aWindowOfWidthOneIsAThreshold(@TempDir Path directory) throws IOException {
    GrayFrame frame = window(new TestImage(), 1000, 1, "LINEAR").read(directory);

    assertThat(frame.luminance()).containsExactly(0, 0, 0, 1, 1, 1, 1, 1);
  }

  @Test
  void aWindowThatCannotBeIsLeftOutForTheNext(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage();
    image.text(Tag.WindowCenter, VR.DS, "10", "2048").text(Tag.WindowWidth, VR.DS, "0", "4096");

    assertThat(image.read(directory).appliedSteps())
        .endsWith(
            "window left out: Window Center (0028,1050) 10.0, Window Width (0028,1051) 0.0",
            "window: center 2048.0, width 4096.0, LINEAR");
  }

  @Test
  void rescaleComesBeforeTheWindow(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 0, 2001, "LINEAR");
    image.text(Tag.RescaleSlope, VR.DS, "2").text(Tag.RescaleIntercept, VR.DS, "-1000");

    // 2 v - 1000 in a window from -1000.5 to 1000.5, which LINEAR shifts by a half.
    assertThat(image.read(directory).at(2, 0)).isCloseTo(0.50025f, Offset.offset(1e-5f));
  }

  @Test
  void signedValuesKeepTheirSign(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 0, 4096, "LINEAR_EXACT");
    image.us(Tag.PixelRepresentation, 1).words(0, 1, 0xFFF, 0x800, 0x7FF, 0, 0, 0);

    assertThat(image.read(directory).luminance())
        .containsExactly(
            new float[] {
              0.5f, 0.5f + 1 / 4096f, 0.5f - 1 / 4096f, 0, 0.5f + 2047 / 4096f, 0.5f, 0.5f, 0.5f
            },
            EXACT);
  }

  @Test
  void anOverlayInTheHighBitsIsNotSeen(@TempDir Path directory) throws IOException {
    TestImage plain = window(new TestImage(), 2048, 4096, "LINEAR");
    float[] expected = plain.read(directory).luminance();
    plain.words(0x8000, 0xF064, 500, 1000 | 0x1000, 2000, 3000, 4000, 0xFFFF);

    assertThat(plain.read(directory).luminance()).containsExactly(expected);
  }

  @Test
  void bitsBelowTheStoredOnesAreShiftedOut(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 2048, 4096, "LINEAR");
    float[] expected = image.read(directory).luminance();
    image
        .us(Tag.HighBit, 15)
        .words(0xF, 100 << 4, 500 << 4 | 3, 1000 << 4, 2000 << 4, 3000 << 4, 4000 << 4, 0xFFFF);

    assertThat(image.read(directory).luminance()).containsExactly(expected);
  }

  @Test
  void monochrome1IsInvertedOnceEvenWithTheShapeThatBelongsToIt(@TempDir Path directory)
      throws IOException {
    TestImage image = window(new TestImage(), 2048, 4096, "LINEAR");
    image.text(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");
    float[] inverted = image.read(directory).luminance();
    image.text(Tag.PresentationLUTShape, VR.CS, "INVERSE");

    assertThat(inverted[0]).isEqualTo(1);
    assertThat(inverted[7]).isEqualTo(0);
    assertThat(image.read(directory).luminance()).containsExactly(inverted);
  }

  @Test
  void presentationLutShapeInverseInvertsMonochrome2(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 2048, 4096, "LINEAR");
    image.text(Tag.PresentationLUTShape, VR.CS, "INVERSE");
    GrayFrame frame = image.read(directory);

    assertThat(frame.at(0, 0)).isEqualTo(1);
    assertThat(frame.appliedSteps())
        .endsWith("inverted: Presentation LUT Shape (2050,0020) is INVERSE");
  }

  @Test
  void paddingIsBlackAndDoesNotDecideTheWindow(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage();
    image.words(4095, 4095, 4095, 1000, 1001, 1002, 1003, 4090);
    image.us(Tag.PixelPaddingValue, 4095).us(Tag.PixelPaddingRangeLimit, 4090);
    image.text(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");

    float[] limitBelow = image.read(directory).luminance();
    image.us(Tag.PixelPaddingValue, 4090).us(Tag.PixelPaddingRangeLimit, 4095);

    assertThat(limitBelow).containsExactly(new float[] {0, 0, 0, 1, 2 / 3f, 1 / 3f, 0, 0}, EXACT);
    assertThat(image.read(directory).luminance()).containsExactly(limitBelow);
  }

  @Test
  void aNegativePaddingValueIsReadWhicheverWayItWasWritten(@TempDir Path directory)
      throws IOException {
    TestImage image = new TestImage().us(Tag.BitsStored, 16).us(Tag.HighBit, 15);
    image.us(Tag.PixelRepresentation, 1).words(0xF830, 0xF830, 0, 1, 2, 3, 4, 4);
    image.dataset.setInt(Tag.PixelPaddingValue, VR.SS, -2000);
    float[] signed = image.read(directory).luminance();
    image.us(Tag.PixelPaddingValue, 0xF830);

    assertThat(signed).containsExactly(new float[] {0, 0, 0, 0.25f, 0.5f, 0.75f, 1, 1}, EXACT);
    assertThat(image.read(directory).luminance()).containsExactly(signed);
  }

  @Test
  void aModalityLutIsLookedUpAndHoldsBeyondItsEnds(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 50, 100, "LINEAR_EXACT");
    lut(image.dataset, Tag.ModalityLUTSequence, new int[] {3, 500, 16}, VR.US, 10, 50, 90);
    image.words(0, 499, 500, 501, 502, 503, 4095, 501);

    assertThat(image.read(directory).luminance())
        .containsExactly(new float[] {.1f, .1f, .1f, .5f, .9f, .9f, .9f, .5f}, EXACT);
  }

  @Test
  void aVoiLutGoesBeforeAWindow(@TempDir Path directory) throws IOException {
    TestImage image = window(new TestImage(), 2048, 4096, "LINEAR");
    lut(image.dataset, Tag.VOILUTSequence, new int[] {2, 1000, 8}, VR.US, 51, 204);
    GrayFrame frame = image.read(directory);

    assertThat(frame.luminance())
        .containsExactly(new float[] {.2f, .2f, .2f, .2f, .8f, .8f, .8f, .8f}, EXACT);
    assertThat(frame.appliedSteps()).endsWith("VOI LUT of 2 entries from 1000, 8 bits");
  }

  @Test
  void aVoiLutOverNegativeValuesBeginsBelowZero(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage();
    image.text(Tag.RescaleSlope, VR.DS, "1").text(Tag.RescaleIntercept, VR.DS, "-1000");
    lut(image.dataset, Tag.VOILUTSequence, new int[] {2, 0xFFFF, 8}, VR.US, 0, 255);

    assertThat(image.read(directory).luminance()).containsExactly(0, 0, 0, 1, 1, 1, 1, 1);
  }

  @Test
  void withoutAWindowTwelveBitsAreStretchedByQuantiles(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage().us(Tag.Rows, 10).us(Tag.Columns, 100);
    int[] values = new int[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1000 + i;
    }
    values[0] = 0;
    values[999] = 4095;
    GrayFrame frame = image.words(values).read(directory);

    // 0.5 % of 1000 values lie at or below the fifth, 99.5 % at or below the 995th.
    assertThat(frame.luminance()[4]).isEqualTo(0);
    assertThat(frame.luminance()[994]).isEqualTo(1);
    assertThat(frame.luminance()[499]).isCloseTo(0.5f, Offset.offset(1e-3f));
    assertThat(frame.appliedSteps())
        .endsWith("no window stated: from quantile 0.005, 1004.0, to quantile 0.995, 1994.0");
  }

  @Test
  void anImageOfOneValueIsBlack(@TempDir Path directory) throws IOException {
    assertThat(new TestImage().words(7, 7, 7, 7, 7, 7, 7, 7).read(directory).luminance())
        .containsOnly(0);
  }

  @Test
  void withoutAWindowEightBitsAreTakenAsTheyAre(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage();
    image.us(Tag.BitsAllocated, 8).us(Tag.BitsStored, 8).us(Tag.HighBit, 7);

    assertThat(image.bytes(0, 51, 102, 153, 204, 255, 51, 51).read(directory).luminance())
        .containsExactly(new float[] {0, .2f, .4f, .6f, .8f, 1, .2f, .2f}, EXACT);
  }

  @Test
  void aFrameOfAnEnhancedObjectHasItsOwnWindow(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage().us(Tag.Rows, 1).text(Tag.NumberOfFrames, VR.IS, "2");
    Attributes shared = new Attributes();
    image.dataset.newSequence(Tag.SharedFunctionalGroupsSequence, 1).add(shared);
    Attributes rescale = new Attributes();
    rescale.setString(Tag.RescaleSlope, VR.DS, "1");
    rescale.setString(Tag.RescaleIntercept, VR.DS, "-1000");
    shared.newSequence(Tag.PixelValueTransformationSequence, 1).add(rescale);
    var perFrame = image.dataset.newSequence(Tag.PerFrameFunctionalGroupsSequence, 2);
    for (String center : new String[] {"0", "2000"}) {
      Attributes voi = new Attributes();
      voi.setString(Tag.WindowCenter, VR.DS, center);
      voi.setString(Tag.WindowWidth, VR.DS, "2000");
      voi.setString(Tag.VOILUTFunction, VR.CS, "LINEAR_EXACT");
      Attributes group = new Attributes();
      group.newSequence(Tag.FrameVOILUTSequence, 1).add(voi);
      perFrame.add(group);
    }
    Path file = image.write(directory);

    assertThat(GrayFrameReader.read(file, 0).luminance())
        .containsExactly(new float[] {0, .05f, .25f, .5f}, EXACT);
    assertThat(GrayFrameReader.read(file, 1).luminance())
        .containsExactly(new float[] {0, .5f, 1, 1}, EXACT);
  }

  @Test
  void bigEndianWordsOfBytesAreSwappedBack(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage().us(Tag.Rows, 1).us(Tag.Columns, 3);
    image.us(Tag.BitsAllocated, 8).us(Tag.BitsStored, 8).us(Tag.HighBit, 7);
    image.text(Tag.NumberOfFrames, VR.IS, "2");
    // The library swaps the words of OW as it writes, so the file holds 51 0 153 102 255 204.
    image.dataset.setBytes(
        Tag.PixelData, VR.OW, new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255});
    Path file = image.in(UID.ExplicitVRBigEndian).write(directory);

    assertThat(GrayFrameReader.read(file, 0).luminance())
        .containsExactly(new float[] {0, .2f, .4f}, EXACT);
    assertThat(GrayFrameReader.read(file, 1).luminance())
        .containsExactly(new float[] {.6f, .8f, 1}, EXACT);
  }

  @Test
  void colorBecomesLuminance(@TempDir Path directory) throws IOException {
    TestImage image = new TestImage().us(Tag.Rows, 1).us(Tag.Columns, 2);
    image.us(Tag.SamplesPerPixel, 3).us(Tag.PlanarConfiguration, 0);
    image.us(Tag.BitsAllocated, 8).us(Tag.BitsStored, 8).us(Tag.HighBit, 7);
    image.text(Tag.PhotometricInterpretation, VR.CS, "RGB").bytes(255, 0, 0, 0, 255, 255);
    float[] byPixel = image.read(directory).luminance();
    image.us(Tag.PlanarConfiguration, 1).bytes(255, 0, 0, 255, 0, 255);

    assertThat(byPixel).containsExactly(new float[] {.299f, .701f}, EXACT);
    assertThat(image.read(directory).luminance()).containsExactly(byPixel);
    image.text(Tag.PhotometricInterpretation, VR.CS, "YBR_FULL_422").bytes(51, 102, 128, 128);
    assertThat(image.read(directory).luminance()).containsExactly(new float[] {.2f, .4f}, EXACT);
  }

  private static TestImage window(TestImage image, int center, int width, String function) {
    return image
        .text(Tag.WindowCenter, VR.DS, String.valueOf(center))
        .text(Tag.WindowWidth, VR.DS, String.valueOf(width))
        .text(Tag.VOILUTFunction, VR.CS, function);
  }

  private static void lut(
      Attributes dataset, int sequence, int[] descriptor, VR vr, int... entries) {
    Attributes item = new Attributes();
    item.setInt(Tag.LUTDescriptor, vr, descriptor);
    item.setInt(Tag.LUTData, VR.US, entries);
    dataset.newSequence(sequence, 1).add(item);
  }
}
