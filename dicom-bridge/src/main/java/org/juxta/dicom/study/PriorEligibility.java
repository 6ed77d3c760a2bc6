package org.juxta.dicom.study;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a study can be the prior of another, and if not, why. */
final class PriorEligibility {
  private PriorEligibility() {}

  /** Null if it can be. */
  static @Nullable String refusal(
      PriorCandidate current, PriorCandidate candidate, Duration lookBack) {
    if (candidate.studyInstanceUid().equals(current.studyInstanceUid())) {
      return "it is the study itself";
    }
    String refusal = patient(current, candidate);
    if (refusal == null) {
      refusal = images(current, candidate);
    }
    if (refusal == null) {
      refusal = date(current, candidate, lookBack);
    }
    return refusal != null ? refusal : bodyPart(current, candidate);
  }

  private static @Nullable String patient(PriorCandidate current, PriorCandidate candidate) {
    if (current.patientId().isBlank()) {
      return "the current study has no Patient ID (0010,0020)" + because(current);
    }
    if (candidate.patientId().isBlank()) {
      return "it has no Patient ID (0010,0020)" + because(candidate);
    }
    if (!candidate.patientId().equals(current.patientId())) {
      return "it is of another patient";
    }
    String issuer = candidate.issuerOfPatientId();
    // Of a study that an archive does not tell the issuer of, the objects must state it: they are
    // judged again once they are here.
    if (issuer != null && !issuer.equals(current.issuerOfPatientId())) {
      return "its Patient ID is of another issuer: Issuer of Patient ID (0010,0021) is %s, not %s"
          .formatted(quoted(issuer), quoted(current.issuerOfPatientId()));
    }
    LocalDate born = candidate.patientBirthDate();
    if (born != null
        && current.patientBirthDate() != null
        && !born.equals(current.patientBirthDate())) {
      return "it has the same Patient ID and another Patient's Birth Date (0010,0030)";
    }
    return null;
  }

  private static @Nullable String images(PriorCandidate current, PriorCandidate candidate) {
    if (candidate.imageModalities().isEmpty()) {
      return "it has no images";
    }
    if (current.imageModalities().isEmpty()) {
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

  private static @Nullable String date(
      PriorCandidate current, PriorCandidate candidate, Duration lookBack) {
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
    if (then.isAfter(now)) {
      return "it is later than the current study";
    }
    return then.isBefore(now.minus(lookBack))
        ? "it is more than %d days older".formatted(lookBack.toDays())
        : null;
  }

  private static @Nullable String bodyPart(PriorCandidate current, PriorCandidate candidate) {
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
  private static boolean sameProcedure(PriorCandidate current, PriorCandidate candidate) {
    CodedConcept code = current.procedureCode();
    CodedConcept other = candidate.procedureCode();
    if (code != null && other != null && !code.value().isEmpty()) {
      return code.value().equals(other.value()) && code.scheme().equals(other.scheme());
    }
    return !current.description().isEmpty()
        && HeaderText.compact(current.description())
            .equals(HeaderText.compact(candidate.description()));
  }

  private static String because(PriorCandidate study) {
    return study.identityReason().isEmpty() ? "" : ": " + study.identityReason();
  }

  private static String quoted(@Nullable String value) {
    return value == null || value.isEmpty() ? "empty" : value;
  }
}
