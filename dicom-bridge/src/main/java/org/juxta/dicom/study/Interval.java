package org.juxta.dicom.study;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** The time between two studies, as a person says it. */
final class Interval {
  private Interval() {}

  /** "92 days before", counted by the calendar; on one day in hours or minutes. */
  static String between(PriorCandidate earlier, PriorCandidate later) {
    LocalDateTime from = earlier.dateTime();
    LocalDateTime to = later.dateTime();
    if (from == null || to == null) {
      return "at an unknown time before";
    }
    long days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    if (days > 0) {
      return count(days, "day");
    }
    long minutes = Duration.between(from, to).toMinutes();
    return minutes >= 60 ? count(minutes / 60, "hour") : count(minutes, "minute");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s") + " before";
  }
}
