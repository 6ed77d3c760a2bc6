package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.PixelMatrix;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.radiograph.RadiographWriter;

/** Small chest radiographs of one patient, with pixels that mean nothing. */
public final class Radiographs {
  public static final int SIZE = 32;

  private final Path directory;

  public Radiographs(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes one.
   *
   * @param study number of the study, which is made in that year
   * @param image number of the image in the study
   */
  public Path write(int study, int image, ChestProjection projection) throws IOException {
    return write("P-1", study, image, projection);
  }

  /** Writes one of another patient. */
  public Path write(String patientId, int study, int image, ChestProjection projection)
      throws IOException {
    return write(patientId, studyUid(study), study, image, projection);
  }

  /** Writes one that another study has too, as this study's. */
  public Path writeUnderStudy(String studyUid, int study, int image) throws IOException {
    return write("P-1", studyUid, study, image, ChestProjection.PA);
  }

  private Path write(String patientId, String uid, int study, int image, ChestProjection projection)
      throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(uid + "-" + image + ".dcm");
    RadiographHeader header =
        new RadiographHeader(
            new RadiographHeader.Patient(
                patientId, "HOSPITAL", "Test^Patient", LocalDate.of(1950, 2, 3), "F"),
            new RadiographHeader.Study(
                uid,
                LocalDateTime.of(study, 3, 4, 5, 6, 7),
                "ACC-" + study,
                "Chest",
                "Hospital",
                "Maker"),
            new RadiographHeader.Image(
                uid + "." + image,
                imageUid(study, image),
                image,
                "",
                projection,
                "U",
                false,
                0.4,
                2048,
                4096,
                null));
    Random random = new Random(31L * study + image);
    short[] values = new short[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(1 << 12);
    }
    RadiographWriter.write(header, new PixelMatrix(SIZE, SIZE, 12, values), file);
    return file;
  }

  public static String studyUid(int study) {
    return "2.25.1000." + study;
  }

  public static String imageUid(int study, int image) {
    return "2.25.2000." + study + "." + image;
  }
}
