package org.juxta.dicom.study;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.juxta.dicom.objects.StoredInstance;

/**
 * Who a study is of.
 *
 * @param id Patient ID (0010,0020), "" where there is none that can be relied on
 * @param issuer Issuer of Patient ID (0010,0021), "" if none
 * @param reason why an id that is stated was not taken, else ""
 */
record PatientIdentity(String id, String issuer, String reason) {

  /** Objects of one study that name different patients name none. */
  static PatientIdentity of(List<StoredInstance> instances) {
    Set<PatientIdentity> named =
        instances.stream()
            .filter(instance -> !instance.patientId().isBlank())
            .map(
                instance ->
                    new PatientIdentity(
                        instance.patientId().strip(), instance.issuerOfPatientId().strip(), ""))
            .collect(Collectors.toSet());
    if (named.isEmpty()) {
      return new PatientIdentity("", "", "");
    }
    if (named.size() == 1) {
      return named.iterator().next();
    }
    // How many, not which: the reason is logged.
    return new PatientIdentity("", "", "its objects name " + named.size() + " different patients");
  }
}
