package org.juxta.dicom.report.content;

/**
 * Whether a prior was read beside the current study.
 *
 * @param done whether
 * @param reason why this prior, or why none: {@code no prior exists} and {@code prior not
 *     reachable} are two answers
 */
public record PriorComparison(boolean done, String reason) {
  public PriorComparison {
    reason = reason.strip();
  }
}
