package org.juxta.inference.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.FindingType;

/**
 * What a simulated patient really has, in a form that goes to JSON as it is: strings, numbers and
 * lists only.
 *
 * @param seed of the patient
 * @param patientId Patient ID
 * @param patientName as a PN value
 * @param sex {@code F} or {@code M}
 * @param birthDate ISO 8601
 * @param prior the earlier study
 * @param current the later study
 * @param findings one for each type, absent ones included
 */
public record PatientTruth(
    long seed,
    String patientId,
    String patientName,
    String sex,
    String birthDate,
    StudyTruth prior,
    StudyTruth current,
    List<FindingTruth> findings) {
  public PatientTruth {
    findings = List.copyOf(findings);
  }

  /**
   * One study.
   *
   * @param dateTime ISO 8601, local time
   * @param accessionNumber of the study
   * @param imageSize side in pixels of the image that the boxes refer to
   * @param pixelSpacing of that image, mm
   */
  public record StudyTruth(
      String dateTime, String accessionNumber, int imageSize, double pixelSpacing) {}

  /**
   * One finding.
   *
   * @param finding identifier of its type
   * @param change word for the change; null when absent on both studies
   * @param side null when absent on both studies
   * @param region words for the place; null when absent on both studies
   * @param extentMeaning what the two extents measure, with the unit
   * @param priorBox x0, y0, x1, y1 in pixels of the prior image; null when absent there
   * @param currentBox the same on the current image
   */
  public record FindingTruth(
      String finding,
      boolean presentOnPrior,
      boolean presentOnCurrent,
      @Nullable String change,
      @Nullable String side,
      @Nullable String region,
      String extentMeaning,
      double priorExtent,
      double currentExtent,
      @Nullable List<Double> priorBox,
      @Nullable List<Double> currentBox) {}

  /**
   * The truth about a patient, with boxes on these two images of the same view.
   *
   * @param prior image at {@link TimePoint#PRIOR}
   * @param current image at {@link TimePoint#CURRENT}
   */
  public static PatientTruth of(
      SimulatedPatient patient, SimulatedRadiograph prior, SimulatedRadiograph current) {
    List<FindingTruth> findings = new ArrayList<>();
    for (FindingHistory history : patient.histories().values()) {
      findings.add(findingTruth(history, prior.boxes(), current.boxes()));
    }
    return new PatientTruth(
        patient.seed(),
        patient.id(),
        patient.name().dicom(),
        patient.sex().code(),
        patient.birthDate().toString(),
        studyTruth(patient.prior(), prior),
        studyTruth(patient.current(), current),
        findings);
  }

  private static StudyTruth studyTruth(SimulatedStudy study, SimulatedRadiograph image) {
    return new StudyTruth(
        study.dateTime().toString(), study.accessionNumber(), image.width(), image.pixelSpacing());
  }

  private static FindingTruth findingTruth(
      FindingHistory history, Map<FindingType, Box> prior, Map<FindingType, Box> current) {
    Change change = history.change();
    LesionSite site = history.site();
    return new FindingTruth(
        history.type().id(),
        history.presentOnPrior(),
        history.presentOnCurrent(),
        change == null ? null : change.word(),
        site == null ? null : site.side().word(),
        site == null ? null : site.region(),
        meaning(history.type()),
        history.priorExtent(),
        history.currentExtent(),
        corners(prior.get(history.type())),
        corners(current.get(history.type())));
  }

  private static @Nullable List<Double> corners(@Nullable Box box) {
    return box == null ? null : List.of(box.x0(), box.y0(), box.x1(), box.y1());
  }

  private static String meaning(FindingType type) {
    return switch (type) {
      case NODULE, CONSOLIDATION -> "radius in mm";
      case PLEURAL_EFFUSION -> "height of the fluid at the chest wall in mm";
      case PNEUMOTHORAX -> "width of the air at the apex in mm";
      case CARDIOMEGALY -> "cardiothoracic ratio";
    };
  }
}
