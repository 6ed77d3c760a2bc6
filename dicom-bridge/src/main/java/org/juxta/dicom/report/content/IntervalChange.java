package org.juxta.dicom.report.content;

import org.juxta.dicom.report.code.Concept;

/** How a finding changed from the prior to the current study. */
public enum IntervalChange {
  NEW(Concept.CHANGE_NEW),
  WORSENED(Concept.CHANGE_WORSENED),
  STABLE(Concept.CHANGE_STABLE),
  IMPROVED(Concept.CHANGE_IMPROVED),
  RESOLVED(Concept.CHANGE_RESOLVED);

  private final Concept concept;

  IntervalChange(Concept concept) {
    this.concept = concept;
  }

  public Concept concept() {
    return concept;
  }
}
