package org.juxta.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodecsTest {
  private static final int SIZE = 64;

  @Test
  void aFrameThatAnotherEncoderCompressedIsDecoded(@TempDir Path directory) throws IOException {
    NativeCodecs.load();
    NativeCodecs.load();
    BufferedImage gradient = gradient();
    File file = directory.resolve("jpeg.dcm").toFile();
    writeDicom(gradient, file);

    ImageReader reader = ImageIO.getImageReadersByFormatName("DICOM").next();
    try (DicomInputStream in = new DicomInputStream(file)) {
      reader.setInput(in);
      Raster decoded = reader.readRaster(0, reader.getDefaultReadParam());
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          assertThat(decoded.getSample(x, y, 0))
              .isCloseTo(gradient.getRaster().getSample(x, y, 0), within(6));
        }
      }
    } finally {
      reader.dispose();
    }
  }

  @Test
  void nothingOfTheLibraryIsLeftBehind(@TempDir Path directory) throws IOException {
    NativeCodecs.load(getClass().getClassLoader(), "linux-x86_64", directory);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    assertThatExceptionOfType(CodecsUnavailableException.class)
        .isThrownBy(() -> NativeCodecs.load(getClass().getClassLoader(), "linux-x86_64", missing))
        .withMessageContaining(missing.toString());
  }

  @Test
  void aPlatformWithoutLibraryIsNamed(@TempDir Path directory) {
    assertThatExceptionOfType(CodecsUnavailableException.class)
        .isThrownBy(
            () -> NativeCodecs.load(getClass().getClassLoader(), "linux-aarch64", directory))
        .withMessageContaining("linux-aarch64")
        .withMessageContaining("java.library.path");
  }

  private static BufferedImage gradient() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        image.getRaster().setSample(x, y, 0, 2 * (x + y));
      }
    }
    return image;
  }

  private static void writeDicom(BufferedImage image, File file) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "jpeg", jpeg)).isTrue();
    Attributes dataset = new Attributes();
    dataset.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
    dataset.setString(Tag.SOPInstanceUID, VR.UI, "2.25.1");
    dataset.setInt(Tag.SamplesPerPixel, VR.US, 1);
    dataset.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    dataset.setInt(Tag.Rows, VR.US, image.getHeight());
    dataset.setInt(Tag.Columns, VR.US, image.getWidth());
    dataset.setInt(Tag.BitsAllocated, VR.US, 8);
    dataset.setInt(Tag.BitsStored, VR.US, 8);
    dataset.setInt(Tag.HighBit, VR.US, 7);
    dataset.setInt(Tag.PixelRepresentation, VR.US, 0);
    Fragments frames = dataset.newFragments(Tag.PixelData, VR.OB, 2);
    frames.add(new byte[0]);
    frames.add(evenLength(jpeg.toByteArray()));
    try (DicomOutputStream out = new DicomOutputStream(file)) {
      out.writeDataset(dataset.createFileMetaInformation(UID.JPEGBaseline8Bit), dataset);
    }
  }

  private static byte[] evenLength(byte[] value) {
    return Arrays.copyOf(value, value.length + value.length % 2);
  }
}
