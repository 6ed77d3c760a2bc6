package org.juxta.dicom.report.content;

/**
 * How much of what was to be read was read.
 *
 * @param extent how much
 * @param failureReason what was not read and why; empty when everything was
 */
public record ReadingOutcome(Extent extent, String failureReason) {

  /** How many of the images were read. */
  public enum Extent {
    ALL,
    SOME,
    NONE
  }

  /**
   * @throws IllegalArgumentException when something was not read without a reason, or there is a
   *     reason though everything was
   */
  public ReadingOutcome {
    failureReason = failureReason.strip();
    if ((extent == Extent.ALL) != failureReason.isEmpty()) {
      throw new IllegalArgumentException("what was not read has a reason, what was read has none");
    }
  }

  public static ReadingOutcome success() {
    return new ReadingOutcome(Extent.ALL, "");
  }

  /**
   * @param reason which images were not read, each with its reason
   */
  public static ReadingOutcome partial(String reason) {
    return new ReadingOutcome(Extent.SOME, reason);
  }

  public static ReadingOutcome failure(String reason) {
    return new ReadingOutcome(Extent.NONE, reason);
  }

  /** Whether anything was read, so that there may be findings. */
  public boolean succeeded() {
    return extent != Extent.NONE;
  }

  /** Whether everything was read. */
  public boolean complete() {
    return extent == Extent.ALL;
  }
}
