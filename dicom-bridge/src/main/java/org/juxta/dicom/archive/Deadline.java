package org.juxta.dicom.archive;

import java.time.Duration;

/** The end of the time that an undertaking of several steps may take, all of them together. */
public final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** So much time from now on. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Not negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Whether no time is left. */
  public boolean hasPassed() {
    return remaining().isZero();
  }
}
