package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.SharedData;
import org.juxta.dicom.testing.WrapHannover;

/**
 * Real radiographs, wrapped as DX, come back as the pictures they were. {@code
 * -Djuxta.hannover.out=DIR} leaves the DICOM files in DIR, for sending by hand.
 */
class HannoverTest {

  @Test
  void realRadiographsComeBackAsTheyWere(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path hannover = SharedData.require("data/hannover");
    String out = System.getProperty("juxta.hannover.out");
    List<Path> wrapped = WrapHannover.wrap(hannover, out == null ? directory : Path.of(out));

    assertThat(wrapped).hasSize(243);
    for (Path file : wrapped.subList(0, 20)) {
      GrayFrame frame = GrayFrameReader.read(file, 0);
      String name = file.getFileName().toString();
      BufferedImage picture =
          WrapHannover.readJpeg(
              hannover.resolve("images").resolve(name.substring(11).replace(".dcm", ".jpg")));
      assertThat(frame.width()).isEqualTo(picture.getWidth());
      assertThat(frame.height()).isEqualTo(picture.getHeight());
      for (int y = 0; y < frame.height(); y += 7) {
        for (int x = 0; x < frame.width(); x += 7) {
          assertThat(Math.round(255 * frame.at(x, y)))
              .isEqualTo(picture.getRaster().getSample(x, y, 0));
        }
      }
    }
    for (Path file : wrapped.subList(0, 5)) {
      assertThat(PeerProgram.run("dciodvfy", "-new", file.toString()).output())
          .doesNotContain("Error");
    }
  }
}
