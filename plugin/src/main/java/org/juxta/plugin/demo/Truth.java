package org.juxta.plugin.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.PatientTruth;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.View;

/**
 * {@code truth.json}: what a simulated patient really has.
 *
 * @param seed what everything follows from
 * @param patient who
 * @param prior the earlier study
 * @param current the later study
 * @param findings every finding, absent ones included; boxes on the PA images
 */
record Truth(
    long seed,
    Patient patient,
    Study prior,
    Study current,
    List<PatientTruth.FindingTruth> findings) {

  /** Who; dates as {@code yyyy-MM-dd}. */
  record Patient(String id, String name, String sex, String birthDate) {}

  /** A study; {@code dateTime} as {@code yyyy-MM-ddTHH:mm:ss}. */
  record Study(String studyInstanceUid, String dateTime, List<Image> images) {}

  /**
   * An image.
   *
   * @param file relative to {@code truth.json}
   * @param boxes by finding, each {@code [x0, y0, x1, y1]} in pixels of the image; only findings
   *     that are there
   */
  record Image(String view, String file, String sopInstanceUid, Map<String, List<Double>> boxes) {}

  static Truth of(PatientFolder folder, Path root) {
    SimulatedPatient patient = folder.patient();
    return new Truth(
        patient.seed(),
        new Patient(
            patient.id(),
            patient.name().dicom(),
            patient.sex().code(),
            patient.birthDate().toString()),
        study(folder.prior(), root),
        study(folder.current(), root),
        PatientTruth.of(
                patient,
                folder.prior().image(View.PA).drawn(),
                folder.current().image(View.PA).drawn())
            .findings());
  }

  private static Study study(SimulatedFiles files, Path root) {
    return new Study(
        files.studyInstanceUid(),
        files.dateTime().toString(),
        files.images().stream().map(image -> image(image, root)).toList());
  }

  private static Image image(SimulatedFiles.SimulatedImage image, Path root) {
    Map<String, List<Double>> boxes = new TreeMap<>();
    image.boxes().forEach((type, box) -> boxes.put(type.id(), corners(box)));
    return new Image(
        image.view().name(),
        root.relativize(image.file()).toString(),
        image.sopInstanceUid(),
        boxes);
  }

  private static List<Double> corners(Box box) {
    return List.of(box.x0(), box.y0(), box.x1(), box.y1());
  }
}
