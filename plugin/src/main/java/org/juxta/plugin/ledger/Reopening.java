package org.juxta.plugin.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What a restart takes up again: studies that failed, deliveries that were given up, and reports
 * that were written when no archive was set. Each fails again at its next failure.
 */
public final class Reopening {
  /** The newest report of each study, with the study. */
  private static final String NEWEST_REPORTS =
      " FROM reports r JOIN studies s ON s.study_uid = r.study_uid AND s.round = r.round";

  private final Jdbi jdbi;
  private final StudyLedger studies;
  private final Clock clock;

  /**
   * How many were taken up again.
   *
   * @param studies that had failed
   * @param deliveries that had been given up, or had never been asked for
   */
  public record Reopened(int studies, int deliveries) {}

  public Reopening(Jdbi jdbi, StudyLedger studies, Clock clock) {
    this.jdbi = jdbi;
    this.studies = studies;
    this.clock = clock;
  }

  /**
   * Takes up again what can be.
   *
   * @param archives AE titles that are set now; what was given up for another one stays so
   */
  public Reopened run(Collection<String> archives) {
    return jdbi.inTransaction(
        handle -> {
          int deliveries = queueKept(handle, archives);
          for (String archive : archives) {
            deliveries += reopenGivenUp(handle, archive);
          }
          int resumed = 0;
          for (String study : failed(handle)) {
            resumed += studies.resume(handle, study) ? 1 : 0;
          }
          return new Reopened(resumed, deliveries);
        });
  }

  private int queueKept(Handle handle, Collection<String> archives) {
    List<String> kept =
        handle
            .createQuery(
                "SELECT r.sop_instance_uid"
                    + NEWEST_REPORTS
                    + " WHERE s.state = 'REPORTED' AND NOT EXISTS"
                    + " (SELECT 1 FROM deliveries d WHERE d.report_uid = r.sop_instance_uid)")
            .mapTo(String.class)
            .list();
    for (String report : kept) {
      archives.forEach(archive -> ReportLedger.insert(handle, report, archive, clock));
    }
    return kept.size() * archives.size();
  }

  private int reopenGivenUp(Handle handle, String archive) {
    return handle
        .createUpdate(
            "UPDATE deliveries SET state = 'PENDING', next_attempt_at = :now"
                + " WHERE state = 'GIVEN_UP' AND archive = :archive AND report_uid IN"
                + " (SELECT r.sop_instance_uid"
                + NEWEST_REPORTS
                + " WHERE s.state = 'FAILED' AND s.failed_in = 'REPORTED')")
        .bind("now", clock.millis())
        .bind("archive", archive)
        .execute();
  }

  /** Failed before the report was written, or in deliveries that are all taken up again. */
  private static List<String> failed(Handle handle) {
    return handle
        .createQuery(
            "SELECT study_uid FROM studies s WHERE state = 'FAILED' AND"
                + " (failed_in <> 'REPORTED' OR NOT EXISTS (SELECT 1 FROM reports r"
                + " JOIN deliveries d ON d.report_uid = r.sop_instance_uid"
                + " WHERE r.study_uid = s.study_uid AND r.round = s.round"
                + " AND d.state = 'GIVEN_UP')) ORDER BY study_uid")
        .mapTo(String.class)
        .list();
  }
}
