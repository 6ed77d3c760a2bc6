package org.juxta.dicom.tomography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.pixels.ModalityFrameReader;
import org.juxta.dicom.testing.CtSeries;
import org.juxta.dicom.testing.PeerProgram;

class CtWriterTest {
  @Test
  void theValidatorOfTheFieldFindsNoError(@TempDir Path directory) throws Exception {
    double angle = Math.toRadians(13);
    VolumeGeometry tilted =
        new VolumeGeometry(
            new Vector3(-7.123456789, 3, -1234.56789),
            new Vector3(0.7, 0, 0),
            new Vector3(0, 0.7 * Math.cos(angle), 0.7 * Math.sin(angle)),
            new Vector3(0, 0, 5),
            9,
            7,
            2);
    for (StoredInstance slice : new CtSeries(directory, 1).write(tilted, p -> p.x())) {
      PeerProgram.Result verdict = PeerProgram.run("dciodvfy", "-new", slice.file().toString());
      assertThat(verdict.output()).contains("CTImage").doesNotContain("Error");
    }
  }

  @Test
  void whatTwelveBitsDoNotHoldIsCutOff(@TempDir Path directory) throws Exception {
    StoredInstance slice =
        new CtSeries(directory, 1).write(CtSeries.axial(3, 2000, 3, 1), p -> p.x() * 2).get(0);

    try (ModalityFrameReader reader = ModalityFrameReader.open(slice.file())) {
      assertThat(reader.read(0).values()).startsWith(-1024, 0, 3071);
    }
  }

  @Test
  void valuesMustFillTheSlice() {
    assertThatThrownBy(
            () ->
                new CtSlice("1.2", 1, CtSeries.plane(CtSeries.axial(4, 1, 3, 1), 0), new short[3]))
        .hasMessageContaining("3 values for 4 x 4");
  }
}
