package org.juxta.dicom.radiograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.TestRadiographs;

class RadiographWriterTest {
  @ParameterizedTest(name = "{0}, {1} bits, MONOCHROME1 {2}, from JPEG {3}")
  @CsvSource({
    "PA, 12, false, false",
    "LL, 12, false, false",
    "AP, 8, true, false",
    "RL, 8, false, true",
    "PA, 16, true, true"
  })
  void theValidatorOfTheFieldFindsNoError(
      ChestProjection projection,
      int bits,
      boolean monochrome1,
      boolean fromJpeg,
      @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("image.dcm");
    RadiographHeader stated = TestRadiographs.header(1, projection);
    RadiographHeader.Image image = stated.image();
    RadiographHeader header =
        new RadiographHeader(
            stated.patient(),
            stated.study(),
            new RadiographHeader.Image(
                image.seriesInstanceUid(),
                image.sopInstanceUid(),
                image.number(),
                image.description(),
                projection,
                "U",
                monochrome1,
                0.4,
                (1 << bits) / 2.0,
                1 << bits,
                fromJpeg ? 12.5 : null));

    RadiographWriter.write(header, TestRadiographs.noise(33, 17, bits, 1), file);

    PeerProgram.Result verdict = PeerProgram.run("dciodvfy", "-new", file.toString());
    assertThat(verdict.output()).contains("DXImageForPresentation").doesNotContain("Error");
  }

  @Test
  void whatIsOptionalMayBeAbsent(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("bare.dcm");
    RadiographHeader stated = TestRadiographs.header(1, ChestProjection.PA);
    RadiographHeader bare =
        new RadiographHeader(
            new RadiographHeader.Patient("P-1", "", "", null, ""),
            new RadiographHeader.Study(
                "2.25.1000", LocalDateTime.of(2026, 3, 4, 5, 6, 7), "", "", "", ""),
            stated.image());

    RadiographWriter.write(bare, TestRadiographs.noise(8, 8, 12, 1), file);

    PeerProgram.Result verdict = PeerProgram.run("dciodvfy", "-new", file.toString());
    assertThat(verdict.output()).contains("DXImageForPresentation").doesNotContain("Error");
  }

  @Test
  void everythingStatedIsReadBack(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("image.dcm");
    PixelMatrix pixels = TestRadiographs.noise(5, 3, 12, 7);

    RadiographWriter.write(TestRadiographs.header(4, ChestProjection.LL), pixels, file);

    Attributes read = read(file);
    assertThat(read.getString(Tag.PatientName)).isEqualTo("Müller^Änne");
    assertThat(read.getString(Tag.PatientID)).isEqualTo("P-1");
    assertThat(read.getString(Tag.IssuerOfPatientID)).isEqualTo("HOSPITAL");
    assertThat(read.getString(Tag.PatientBirthDate)).isEqualTo("19500203");
    assertThat(read.getString(Tag.StudyDate)).isEqualTo("20260304");
    assertThat(read.getString(Tag.StudyTime)).isEqualTo("050607");
    assertThat(read.getString(Tag.AccessionNumber)).isEqualTo("ACC-1");
    assertThat(read.getString(Tag.SOPInstanceUID)).isEqualTo("2.25.3000.4");
    assertThat(read.getString(Tag.ViewPosition)).isEqualTo("LL");
    assertThat(read.getStrings(Tag.PatientOrientation)).containsExactly("P", "F");
    assertThat(read.getDoubles(Tag.ImagerPixelSpacing)).containsExactly(0.4, 0.4);
    byte[] bytes = read.getBytes(Tag.PixelData);
    for (int i = 0; i < pixels.values().length; i++) {
      assertThat((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] & 0xFF) << 8)
          .isEqualTo(pixels.values()[i]);
    }
  }

  @Test
  void theSameInputGivesTheSameBytes(@TempDir Path directory) throws IOException {
    Path one = directory.resolve("one.dcm");
    Path two = directory.resolve("two.dcm");
    RadiographHeader header = TestRadiographs.header(1, ChestProjection.PA);

    RadiographWriter.write(header, TestRadiographs.noise(9, 9, 12, 3), one);
    RadiographWriter.write(header, TestRadiographs.noise(9, 9, 12, 3), two);

    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  @Test
  void anOddNumberOfBytesIsPadded(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("odd.dcm");

    RadiographWriter.write(
        TestRadiographs.header(1, ChestProjection.PA), TestRadiographs.noise(3, 3, 8, 1), file);

    assertThat(read(file).getBytes(Tag.PixelData)).hasSize(10);
  }

  @Test
  void aValueThatNeedsMoreBitsThanStatedIsRefused() {
    assertThatThrownBy(() -> new PixelMatrix(1, 1, 8, new short[] {256}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value 256")
        .hasMessageContaining("8 bits");
    assertThatThrownBy(() -> new PixelMatrix(2, 1, 8, new short[1]))
        .hasMessageContaining("1 values for 2 x 1");
  }

  private static Attributes read(Path file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      return in.readDataset(-1, -1);
    }
  }
}
