package org.juxta.dicom.testing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.PixelMatrix;
import org.juxta.dicom.radiograph.RadiographHeader;

/** Radiographs for tests that need a real file and care little what is on it. */
public final class TestRadiographs {
  private TestRadiographs() {}

  /** A header in which everything is stated; UIDs end in the given number. */
  public static RadiographHeader header(int number, ChestProjection projection) {
    return new RadiographHeader(
        new RadiographHeader.Patient(
            "P-1", "HOSPITAL", "Müller^Änne", LocalDate.of(1950, 2, 3), "F"),
        new RadiographHeader.Study(
            "2.25.1000",
            LocalDateTime.of(2026, 3, 4, 5, 6, 7),
            "ACC-1",
            "Chest PA and lateral",
            "Test hospital",
            "Juxta"),
        new RadiographHeader.Image(
            "2.25.2000." + number,
            "2.25.3000." + number,
            number,
            projection + " chest",
            projection,
            "U",
            false,
            0.4,
            2048,
            4096,
            null));
  }

  /** Pixels of random values over the whole range. */
  public static PixelMatrix noise(int columns, int rows, int bitsStored, long seed) {
    Random random = new Random(seed);
    short[] values = new short[columns * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(1 << bitsStored);
    }
    return new PixelMatrix(columns, rows, bitsStored, values);
  }
}
