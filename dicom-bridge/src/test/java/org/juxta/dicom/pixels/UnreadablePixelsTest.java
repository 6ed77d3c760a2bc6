package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.testing.SharedData;

/** Headers that lie, files that end too soon, syntaxes nobody here decodes. */
class UnreadablePixelsTest {

  @Test
  void aHugeImageWithoutTheBytesForItIsRefusedBeforeAllocation(@TempDir Path directory) {
    assertReason(
        directory,
        image -> image.us(Tag.Rows, 65535).us(Tag.Columns, 65535),
        "Rows (0028,0010) 65535 x Columns (0028,0011) 65535 x Samples per Pixel (0028,0002) 1"
            + " is more than the limit of 48000000");
    assertReason(
        directory,
        image -> image.us(Tag.Rows, 6000).us(Tag.Columns, 6000),
        "Pixel Data (7FE0,0010) has 16 bytes, Rows (0028,0010) 6000 x Columns (0028,0011) 6000"
            + " x Number of Frames (0028,0008) 1 x Samples per Pixel (0028,0002) 1"
            + " x Bits Allocated (0028,0100) 16 need 72000000");
    assertReason(
        directory,
        image -> image.text(Tag.NumberOfFrames, VR.IS, "2147483647"),
        "Number of Frames (0028,0008) 2147483647");
  }

  @Test
  void attributesThatCannotBeAreNamedWithTheirValue(@TempDir Path directory) {
    assertReason(directory, image -> image.dataset.remove(Tag.Rows), "Rows (0028,0010) is missing");
    assertReason(directory, image -> image.us(Tag.Columns, 0), "Columns (0028,0011) is 0");
    assertReason(
        directory, image -> image.us(Tag.BitsAllocated, 12), "Bits Allocated (0028,0100) is 12");
    assertReason(directory, image -> image.us(Tag.BitsStored, 17), "Bits Stored (0028,0101) is 17");
    assertReason(directory, image -> image.us(Tag.HighBit, 10), "High Bit (0028,0102) is 10");
    assertReason(
        directory, image -> image.us(Tag.SamplesPerPixel, 2), "Samples per Pixel (0028,0002) is 2");
    assertReason(
        directory,
        image -> image.text(Tag.PhotometricInterpretation, VR.CS, "CMYK"),
        "Photometric Interpretation (0028,0004) CMYK is not shown here");
    assertReason(
        directory,
        image -> image.text(Tag.PhotometricInterpretation, VR.CS, "RGB"),
        "RGB has 3 samples, Samples per Pixel (0028,0002) is 1");
    assertReason(
        directory,
        image -> image.dataset.remove(Tag.PixelData),
        "there is no Pixel Data (7FE0,0010)");
  }

  @Test
  void aFrameThatIsNotThereIsRefused(@TempDir Path directory) throws IOException {
    Path file = new TestImage().write(directory);

    assertThatThrownBy(() -> GrayFrameReader.read(file, 1))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessage("frame 2 was asked for, Number of Frames (0028,0008) is 1");
    assertThatThrownBy(() -> GrayFrameReader.read(file, -1))
        .isInstanceOf(UnreadablePixelsException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.10008.1.2.4.201",
        "1.2.840.10008.1.2.4.110",
        "1.2.840.10008.1.2.4.102",
        "1.2.840.10008.1.2.4.107"
      })
  void aTransferSyntaxWithoutACodecIsNamed(String syntax, @TempDir Path directory) {
    assertReason(
        directory, image -> image.fragments(syntax, new byte[0], new byte[8]), "(" + syntax + ")");
  }

  @Test
  void aTruncatedRunLengthFrameIsRefusedNotFilledWithBlack(@TempDir Path directory) {
    byte[] frame = new byte[64 + 4];
    frame[0] = 2;
    frame[4] = 64;
    frame[8] = 66;
    // Each segment repeats one byte four times where eight pixels are needed.
    frame[64] = -3;
    frame[66] = -3;
    assertReason(
        directory,
        image -> image.fragments(UID.RLELossless, new byte[0], frame),
        "RLE segment 1 gives 4 of 8 bytes");
  }

  @Test
  void aCodestreamOfAnotherSizeIsRefusedBeforeItIsDecoded(@TempDir Path directory)
      throws IOException {
    Path original = SharedData.require("data/dicom/robyoung/data/WG04/J2KR/CT1_J2KR");
    Path file = directory.resolve("lies.dcm");
    byte[] bytes = Files.readAllBytes(original);
    int siz = indexOf(bytes, new byte[] {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51});
    bytes[siz + 8] = 0x7F;
    Files.write(file, bytes);

    assertThatThrownBy(() -> GrayFrameReader.read(file, 0))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessageContaining("Columns (0028,0011) 512")
        .hasMessageContaining("2130706944");
  }

  @Test
  void aTruncatedCodestreamIsRefusedNotFilledWithGray(@TempDir Path directory) throws IOException {
    byte[] frame;
    try (Part10File file =
        Part10File.open(SharedData.require("data/dicom/robyoung/data/WG04/JPLY/MR4_JPLY"))) {
      frame = FragmentedFrames.read(file, 1, 0);
    }
    TestImage image = new TestImage().us(Tag.Rows, 512).us(Tag.Columns, 512);
    Path whole = image.fragments(UID.JPEGExtended12Bit, new byte[0], frame).write(directory);
    assertThat(GrayFrameReader.read(whole, 0).width()).isEqualTo(512);
    Path truncated =
        image
            .fragments(
                UID.JPEGExtended12Bit, new byte[0], Arrays.copyOf(frame, frame.length / 4 * 2))
            .write(directory);

    assertThatThrownBy(() -> GrayFrameReader.read(truncated, 0))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessage("the codestream in Pixel Data (7FE0,0010) ends without its end marker");
  }

  @Test
  void sequencesNestedWithoutEndAreRefused(@TempDir Path directory) throws IOException {
    Path file = new TestImage().write(directory);
    byte[] whole = Files.readAllBytes(file);
    int first = indexOf(whole, new byte[] {0x08, 0x00, 0x16, 0x00, 'U', 'I'});
    byte[] item = {
      0x08,
      0,
      0x15,
      0x11,
      'S',
      'Q',
      0,
      0,
      -1,
      -1,
      -1,
      -1,
      (byte) 0xFE,
      -1,
      0,
      (byte) 0xE0,
      -1,
      -1,
      -1,
      -1
    };
    byte[] deep = Arrays.copyOf(whole, first + 200_000 * item.length);
    for (int i = 0; i < 200_000; i++) {
      System.arraycopy(item, 0, deep, first + i * item.length, item.length);
    }
    Files.write(file, deep);
    assertThatThrownBy(() -> GrayFrameReader.read(file, 0))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessage("not readable as DICOM: its sequences are nested too deep");
  }

  @Test
  void aDeflatedBombStopsAtTheLimit(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("bomb.dcm");
    TestImage image = new TestImage();
    Attributes meta = image.dataset.createFileMetaInformation(UID.DeflatedExplicitVRLittleEndian);
    try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
      out.writeFileMetaInformation(meta);
      var deflater = new DeflaterOutputStream(out, new Deflater(9, true), 1 << 16);
      // Private values of 1 MB each, more of them than the limit lets through.
      byte[] header = {0x09, 0, 0x10, 0x10, 'O', 'B', 0, 0, 0, 0, 0x10, 0};
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1100; i++) {
        deflater.write(header);
        deflater.write(zeros);
      }
      deflater.finish();
    }
    assertThat(Files.size(file)).isLessThan(4 << 20);

    assertThatThrownBy(() -> GrayFrameReader.read(file, 0))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessageContaining("inflates to more than");
  }

  @Test
  void noCorruptionOfARealFileGivesAnythingButAFrameOrAReason(@TempDir Path directory)
      throws IOException {
    Path wg04 = SharedData.require("data/dicom/robyoung/data/WG04");
    Random random = new Random(20261121);
    int frames = 0;
    int reasons = 0;
    for (String name :
        new String[] {
          "RLE/MR4_RLE",
          "JLSL/MR4_JLSL",
          "JPLL/MR4_JPLL",
          "J2KR/MR4_J2KR",
          "JPLY/MR4_JPLY",
          "REF/MR4_UNC"
        }) {
      byte[] original = Files.readAllBytes(wg04.resolve(name));
      for (int i = 0; i < 25; i++) {
        byte[] bytes = original.clone();
        for (int flips = 0; flips < 20; flips++) {
          bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt();
        }
        if (i % 5 == 4) {
          bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        Path file = Files.write(directory.resolve("corrupt.dcm"), bytes);
        try {
          GrayFrameReader.read(file, 0);
          frames++;
        } catch (UnreadablePixelsException e) {
          assertThat(String.valueOf(e.getMessage())).isNotBlank().isNotEqualTo("null");
          reasons++;
        }
      }
    }
    assertThat(frames).isPositive();
    assertThat(reasons).isPositive();
  }

  private static void assertReason(Path directory, Consumer<TestImage> change, String expected) {
    TestImage image = new TestImage();
    change.accept(image);
    assertThatThrownBy(() -> image.read(directory))
        .isInstanceOf(UnreadablePixelsException.class)
        .hasMessageContaining(expected);
  }

  private static int indexOf(byte[] in, byte[] what) {
    for (int i = 0; i + what.length <= in.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
