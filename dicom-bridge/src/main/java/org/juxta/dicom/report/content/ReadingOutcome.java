package org.juxta.dicom.report.content;

/**
 * Whether the reading succeeded.
 *
 * @param succeeded whether
 * @param failureReason why not; empty when it succeeded
 */
public record ReadingOutcome(boolean succeeded, String failureReason) {

  /**
   * @throws IllegalArgumentException when a failure has no reason or a success has one
   */
  public ReadingOutcome {
    failureReason = failureReason.strip();
    if (succeeded != failureReason.isEmpty()) {
      throw new IllegalArgumentException("a failure has a reason, a success has none");
    }
  }

  public static ReadingOutcome success() {
    return new ReadingOutcome(true, "");
  }

  public static ReadingOutcome failure(String reason) {
    return new ReadingOutcome(false, reason);
  }
}
