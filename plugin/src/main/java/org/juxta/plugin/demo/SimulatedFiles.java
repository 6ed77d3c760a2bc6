package org.juxta.plugin.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.PixelMatrix;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.radiograph.RadiographWriter;
import org.juxta.dicom.report.content.ReportUids;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.RadiographRenderer;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.SimulatedRadiograph;
import org.juxta.inference.phantom.SimulatedStudy;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.FindingType;

/**
 * One study of a simulated patient on disk: a DX file for each view.
 *
 * @param studyInstanceUid Study Instance UID
 * @param dateTime when it was acquired
 * @param images one for each view, in the order of {@link View}
 */
record SimulatedFiles(
    String studyInstanceUid, LocalDateTime dateTime, List<SimulatedImage> images) {
  /** Pixels along each side. */
  static final int SIZE = 1024;

  private static final int BITS_STORED = 12;
  private static final String ISSUER = "JUXTA-PHANTOM";

  SimulatedFiles {
    images = List.copyOf(images);
  }

  /** One image, on disk and as it was drawn. */
  record SimulatedImage(View view, Path file, String sopInstanceUid, SimulatedRadiograph drawn) {

    /** Of the findings that are there, in pixels of the image. */
    Map<FindingType, Box> boxes() {
      return drawn.boxes();
    }
  }

  /**
   * Draws and writes a study. UIDs follow from the seed: the same patient is written the same way.
   *
   * @param directory existing
   * @param eachImage told after each image
   */
  static SimulatedFiles write(
      SimulatedPatient patient, TimePoint time, Path directory, Runnable eachImage)
      throws IOException {
    SimulatedStudy study = patient.study(time);
    String name = "phantom/" + patient.seed() + "/" + time.name().toLowerCase(Locale.ROOT);
    String studyUid = ReportUids.named(name);
    RadiographHeader.Study header =
        new RadiographHeader.Study(
            studyUid,
            study.dateTime(),
            study.accessionNumber(),
            "Chest, PA and lateral",
            "Simulated",
            "Juxta phantom");
    List<SimulatedImage> images = new ArrayList<>();
    for (View view : View.values()) {
      SimulatedRadiograph drawn = new RadiographRenderer().render(patient, time, view, SIZE);
      Path file = directory.resolve(view.name() + ".dcm");
      RadiographHeader.Image image = image(name, view, images.size() + 1, drawn);
      Files.deleteIfExists(file);
      RadiographWriter.write(
          new RadiographHeader(patientOf(patient), header, image),
          new PixelMatrix(drawn.width(), drawn.height(), BITS_STORED, drawn.pixels()),
          file);
      images.add(new SimulatedImage(view, file, image.sopInstanceUid(), drawn));
      eachImage.run();
    }
    return new SimulatedFiles(studyUid, study.dateTime(), images);
  }

  static RadiographHeader.Patient patientOf(SimulatedPatient patient) {
    return new RadiographHeader.Patient(
        patient.id(), ISSUER, patient.name().dicom(), patient.birthDate(), patient.sex().code());
  }

  private static RadiographHeader.Image image(
      String study, View view, int number, SimulatedRadiograph drawn) {
    String name = study + "/" + view;
    return new RadiographHeader.Image(
        ReportUids.named(name + "/series"),
        ReportUids.named(name + "/instance"),
        number,
        "Chest " + view,
        ChestProjection.valueOf(view.name()),
        "U",
        false,
        drawn.pixelSpacing(),
        drawn.windowCenter(),
        drawn.windowWidth(),
        null);
  }

  /** The image of a view. */
  SimulatedImage image(View view) {
    return images.stream().filter(image -> image.view() == view).findFirst().orElseThrow();
  }

  /** The files of all images. */
  List<Path> files() {
    return images.stream().map(SimulatedImage::file).toList();
  }
}
