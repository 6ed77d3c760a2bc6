package org.juxta.dicom.study;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.dcm4che3.data.Attributes;
import org.jspecify.annotations.Nullable;

/** Dates and times of headers (VR DA and TM, PS3.5 6.2), as written before 1993 too. */
final class HeaderDates {
  private HeaderDates() {}

  /** Null if it is absent or no date. */
  static @Nullable LocalDate date(Attributes header, int tag) {
    String digits = HeaderText.of(header, tag).replace(".", "");
    if (!digits.matches("\\d{8}")) {
      return null;
    }
    try {
      return LocalDate.of(part(digits, 0, 4), part(digits, 4, 6), part(digits, 6, 8));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Null if it is absent or no time; what is left out at its end is zero. */
  static @Nullable LocalTime time(Attributes header, int tag) {
    String digits = HeaderText.of(header, tag).replace(":", "").replaceAll("\\..*", "");
    if (!digits.matches("\\d{2}(\\d{2}(\\d{2})?)?")) {
      return null;
    }
    String whole = (digits + "0000").substring(0, 6);
    try {
      // A leap second (60) is a valid TM and none of LocalTime.
      return LocalTime.of(part(whole, 0, 2), part(whole, 2, 4), Math.min(59, part(whole, 4, 6)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Both together; midnight where there is a date and no time; null where there is no date. */
  static @Nullable LocalDateTime dateTime(Attributes header, int dateTag, int timeTag) {
    LocalDate date = date(header, dateTag);
    if (date == null) {
      return null;
    }
    LocalTime time = time(header, timeTag);
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  private static int part(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }
}
