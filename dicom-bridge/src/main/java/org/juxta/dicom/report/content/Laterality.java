package org.juxta.dicom.report.content;

import org.juxta.dicom.report.code.Concept;

/** Side of the patient's body, not of the image (CID 244). */
public enum Laterality {
  LEFT(Concept.LEFT),
  RIGHT(Concept.RIGHT),
  BILATERAL(Concept.BILATERAL),
  UNILATERAL(Concept.UNILATERAL);

  private final Concept concept;

  Laterality(Concept concept) {
    this.concept = concept;
  }

  public Concept concept() {
    return concept;
  }
}
