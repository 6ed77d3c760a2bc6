package org.juxta.dicom.report.content;

import org.juxta.dicom.report.code.Concept;

/** Whether a finding is there (CID 240). */
public enum Presence {
  PRESENT(Concept.PRESENT),
  ABSENT(Concept.ABSENT),
  UNDETERMINED(Concept.UNDETERMINED);

  private final Concept concept;

  Presence(Concept concept) {
    this.concept = concept;
  }

  public Concept concept() {
    return concept;
  }
}
