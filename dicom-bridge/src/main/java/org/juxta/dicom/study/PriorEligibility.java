package org.juxta.dicom.study;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a study can be the prior of another, and if not, why. */
final class PriorEligibility {
  private PriorEligibility() {}

  /** Null if it can be. */
  static @Nullable String refusal(StudyDetails current, StudyDetails candidate) {
    if (candidate.studyInstanceUid().equals(current.studyInstanceUid())) {
      return "it is the study itself";
    }
    String refusal = patient(current, candidate);
    if (refusal == null) {
      refusal = images(current, candidate);
    }
    if (refusal == null) {
      refusal = date(current, candidate);
    }
    return refusal != null ? refusal : bodyPart(current, candidate);
  }

  private static @Nullable String patient(StudyDetails current, StudyDetails candidate) {
    if (current.patientId().isBlank()) {
      return "the current study has no Patient ID (0010,0020)" + because(current);
    }
    if (candidate.patientId().isBlank()) {
      return "it has no Patient ID (0010,0020)" + because(candidate);
    }
    if (!candidate.patientId().equals(current.patientId())) {
      return "it is of another patient";
    }
    if (!candidate.issuerOfPatientId().equals(current.issuerOfPatientId())) {
      return "its Patient ID is of another issuer: Issuer of Patient ID (0010,0021) is %s, not %s"
          .formatted(quoted(candidate.issuerOfPatientId()), quoted(current.issuerOfPatientId()));
    }
    LocalDate born = candidate.patientBirthDate();
    if (born != null
        && current.patientBirthDate() != null
        && !born.equals(current.patientBirthDate())) {
      return "it has the same Patient ID and another Patient's Birth Date (0010,0030)";
    }
    return null;
  }

  private static @Nullable String images(StudyDetails current, StudyDetails candidate) {
    if (candidate.images().isEmpty()) {
      return "it has no images";
    }
    if (current.images().isEmpty()) {
      return "the current study has no images";
    }
    if (!ModalityGroups.comparable(current.imageModalities(), candidate.imageModalities())) {
      return "modality %s is not compared with %s"
          .formatted(
              String.join(", ", new TreeSet<>(candidate.imageModalities())),
              String.join(", ", new TreeSet<>(current.imageModalities())));
    }
    return null;
  }

  private static @Nullable String date(StudyDetails current, StudyDetails candidate) {
    LocalDateTime now = current.dateTime();
    LocalDateTime then = candidate.dateTime();
    if (now == null) {
      return "the current study has no date";
    }
    if (then == null) {
      return "it has no date";
    }
    boolean sameDay = then.toLocalDate().equals(now.toLocalDate());
    if (sameDay && !(candidate.timeStated() && current.timeStated())) {
      return "it is of the same day, and without both times it is not sure to be earlier";
    }
    if (then.equals(now)) {
      return "it is of the same time, not earlier";
    }
    return then.isAfter(now) ? "it is later than the current study" : null;
  }

  private static @Nullable String bodyPart(StudyDetails current, StudyDetails candidate) {
    if (!Collections.disjoint(current.bodyRegions(), candidate.bodyRegions())) {
      return null;
    }
    if (!current.bodyRegions().isEmpty() && !candidate.bodyRegions().isEmpty()) {
      return "it shows %s, not %s".formatted(candidate.bodyPart(), current.bodyPart());
    }
    if (sameProcedure(current, candidate)) {
      return null;
    }
    return candidate.bodyRegions().isEmpty()
        ? "its body part is not stated"
        : "the body part of the current study is not stated";
  }

  /** Two studies ordered alike show the same, even if neither says what. */
  private static boolean sameProcedure(StudyDetails current, StudyDetails candidate) {
    CodedConcept code = current.procedureCode();
    CodedConcept other = candidate.procedureCode();
    if (code != null && other != null && !code.value().isEmpty()) {
      return code.value().equals(other.value()) && code.scheme().equals(other.scheme());
    }
    return !current.description().isEmpty()
        && HeaderText.compact(current.description())
            .equals(HeaderText.compact(candidate.description()));
  }

  private static String because(StudyDetails study) {
    return study.identityReason().isEmpty() ? "" : ": " + study.identityReason();
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "empty" : value;
  }
}
