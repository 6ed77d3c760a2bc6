package org.juxta.dicom.study;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * When a study was made: Study Date and Time, else those of the series, the acquisition or the
 * content, the first that any of its objects states.
 *
 * @param dateTime midnight where no time is stated, null where no date is
 * @param timeStated whether the time is stated
 * @param reason the attribute, or why there is none
 */
record StudyDate(@Nullable LocalDateTime dateTime, boolean timeStated, String reason) {

  private record Source(String name, int dateTag, int timeTag) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source("Study Date (0008,0020)", Tag.StudyDate, Tag.StudyTime),
          new Source("Series Date (0008,0021)", Tag.SeriesDate, Tag.SeriesTime),
          new Source("Acquisition Date (0008,0022)", Tag.AcquisitionDate, Tag.AcquisitionTime),
          new Source("Content Date (0008,0023)", Tag.ContentDate, Tag.ContentTime));

  static StudyDate of(List<Attributes> headers) {
    for (Source source : SOURCES) {
      for (Attributes header : headers) {
        LocalDate date = HeaderDates.date(header, source.dateTag());
        if (date != null) {
          LocalTime time = HeaderDates.time(header, source.timeTag());
          return new StudyDate(
              date.atTime(time == null ? LocalTime.MIDNIGHT : time),
              time != null,
              time == null ? source.name() + ", no time stated" : source.name());
        }
      }
    }
    return new StudyDate(null, false, "no attribute states a date");
  }
}
