package org.juxta.plugin.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.FindingHistory;
import org.juxta.inference.phantom.SimulatedPatient;

/**
 * {@code truth.json}: what a simulated patient really has.
 *
 * @param seed what everything follows from
 * @param patient who
 * @param prior the earlier study
 * @param current the later study
 * @param findings every finding, absent ones included
 */
record Truth(long seed, Patient patient, Study prior, Study current, List<TrueFinding> findings) {

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

  /**
   * A finding.
   *
   * @param change new, worsened, stable, improved or resolved; null when absent on both
   * @param site words a person would use; null when absent on both
   */
  record TrueFinding(
      String name,
      boolean presentOnPrior,
      boolean presentOnCurrent,
      @Nullable String change,
      @Nullable String site) {}

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
        patient.histories().values().stream().map(Truth::finding).toList());
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

  private static TrueFinding finding(FindingHistory history) {
    return new TrueFinding(
        history.type().id(),
        history.presentOnPrior(),
        history.presentOnCurrent(),
        history.change() == null ? null : history.change().word(),
        history.site() == null ? null : history.site().region());
  }
}
