package org.juxta.dicom.archive;

import java.time.LocalDate;

/**
 * Which studies are asked for: those of one patient within some days.
 *
 * @param patientId Patient ID (0010,0020), not ""
 * @param issuerOfPatientId (0010,0021), "" if there is none
 * @param from the first Study Date (0008,0020)
 * @param to the last Study Date
 */
public record StudyQuery(String patientId, String issuerOfPatientId, LocalDate from, LocalDate to) {

  /**
   * Why this must not be asked, "" when it may: archives read * and ? as wildcards and \ as "or"
   * (PS3.4 C.2.2.2), so that such an ID would bring other patients' studies.
   */
  String whyNot() {
    if (patientId.isBlank()) {
      return "there is no Patient ID (0010,0020) to ask for";
    }
    boolean widens =
        (patientId + issuerOfPatientId)
            .chars()
            .anyMatch(c -> c == '*' || c == '?' || c == '\\' || Character.isISOControl(c));
    return widens
        ? "Patient ID (0010,0020) or its issuer has a character that archives take for a wildcard"
        : "";
  }
}
