package org.juxta.dicom.report.content;

import java.math.BigDecimal;
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

  /**
   * The certainty of this answer from the probability of presence, and back: a pneumothorax of
   * probability 0.01 is absent with 99 % certainty.
   */
  public double certainty(double probability) {
    return this == ABSENT
        ? BigDecimal.ONE.subtract(BigDecimal.valueOf(probability)).doubleValue()
        : probability;
  }
}
