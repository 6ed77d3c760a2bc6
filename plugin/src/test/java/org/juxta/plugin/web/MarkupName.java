package org.juxta.plugin.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.PixelMatrix;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.radiograph.RadiographWriter;

/** A radiograph of somebody with an unlikely name. */
final class MarkupName {
  private static final int SIZE = 32;

  private MarkupName() {}

  static Path write(Path file, String name) throws IOException {
    RadiographHeader header =
        new RadiographHeader(
            new RadiographHeader.Patient("P-<b>", "HOSPITAL", name, LocalDate.of(1950, 2, 3), "F"),
            new RadiographHeader.Study(
                "2.25.3000",
                LocalDateTime.of(2026, 3, 4, 5, 6, 7),
                "<script>alert(2)</script>",
                "<i>Chest</i>",
                "Hospital",
                "Maker"),
            new RadiographHeader.Image(
                "2.25.3000.1",
                "2.25.3000.1.1",
                1,
                "",
                ChestProjection.PA,
                "U",
                false,
                0.4,
                2048,
                4096,
                null));
    RadiographWriter.write(header, new PixelMatrix(SIZE, SIZE, 12, new short[SIZE * SIZE]), file);
    return file;
  }
}
