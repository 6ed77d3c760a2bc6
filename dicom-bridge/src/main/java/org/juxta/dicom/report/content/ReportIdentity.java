package org.juxta.dicom.report.content;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Which document this is. A report has a series of its own: viewers show the last instance of an SR
 * series only.
 *
 * @param sopInstanceUid SOP Instance UID of the document
 * @param seriesInstanceUid Series Instance UID of its series
 * @param seriesNumber Series Number
 * @param createdAt Content Date and Time in the site's local time, cut to microseconds
 */
public record ReportIdentity(
    String sopInstanceUid, String seriesInstanceUid, int seriesNumber, LocalDateTime createdAt) {
  /** Series Number of our reports: behind whatever a modality numbers. */
  public static final int SERIES_NUMBER = 9500;

  public ReportIdentity {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** A new document in a new series. */
  public static ReportIdentity create(LocalDateTime createdAt) {
    return new ReportIdentity(ReportUids.random(), ReportUids.random(), SERIES_NUMBER, createdAt);
  }

  /**
   * The document that a key, for example a job's, always gives: a step that is repeated after a
   * crash makes the same document and not a second one.
   */
  public static ReportIdentity named(String key, LocalDateTime createdAt) {
    return new ReportIdentity(
        ReportUids.named(key + "/instance"),
        ReportUids.named(key + "/series"),
        SERIES_NUMBER,
        createdAt);
  }
}
