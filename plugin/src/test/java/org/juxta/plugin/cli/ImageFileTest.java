package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.plugin.pipeline.Radiographs;

class ImageFileTest {
  private final Path directory;

  ImageFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void a16BitGrayPngKeepsItsDepth() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 0x1234);
    image.getRaster().setSample(1, 0, 0, 0xFFFF);
    ImageInput input = ImageFile.read(write(image, "png"));
    assertThat(input.at(0, 0)).isCloseTo(0x1234 / 65535f, within(1e-6f));
    assertThat(input.at(1, 0)).isEqualTo(1);
  }

  @Test
  void an8BitGrayPngIsNotGammaCorrected() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 128);
    assertThat(ImageFile.read(write(image, "png")).at(0, 0)).isCloseTo(128 / 255f, within(1e-6f));
  }

  @Test
  void aColourJpegBecomesItsLuma() throws IOException {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 16; x++) {
      for (int y = 0; y < 8; y++) {
        image.setRGB(x, y, new Color(200, 100, 50).getRGB());
      }
    }
    ImageInput input = ImageFile.read(write(image, "jpg"));
    assertThat(input.width()).isEqualTo(16);
    assertThat(input.height()).isEqualTo(8);
    float luma = (0.299f * 200 + 0.587f * 100 + 0.114f * 50) / 255;
    assertThat(input.at(7, 3)).isCloseTo(luma, within(0.02f));
  }

  @Test
  void aDicomFileIsRecognisedByItsContent() throws IOException {
    Path file = new Radiographs(directory).write(2026, 1, ChestProjection.PA);
    ImageInput input = ImageFile.read(file);
    assertThat(input.width()).isEqualTo(Radiographs.SIZE);
    assertThat(input.luminance()).contains(input.at(3, 3));
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }
}
