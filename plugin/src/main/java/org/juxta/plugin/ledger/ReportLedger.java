package org.juxta.plugin.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Reports and their deliveries: one row for each report and archive, so that none goes out twice.
 */
public final class ReportLedger {
  private static final String REPORT =
      "sop_instance_uid, series_instance_uid, study_uid, round, file, replaces_uid";
  private static final String DELIVERY =
      "report_uid, archive, state, attempts, created_at, next_attempt_at, last_outcome";

  private static final RowMapper<ReportRow> REPORT_ROW =
      (row, context) ->
          new ReportRow(
              row.getString("sop_instance_uid"),
              row.getString("series_instance_uid"),
              row.getString("study_uid"),
              row.getInt("round"),
              row.getString("file"),
              row.getString("replaces_uid"));
  private static final RowMapper<DeliveryRow> DELIVERY_ROW =
      (row, context) ->
          new DeliveryRow(
              row.getString("report_uid"),
              row.getString("archive"),
              DeliveryState.valueOf(row.getString("state")),
              row.getInt("attempts"),
              Instant.ofEpochMilli(row.getLong("created_at")),
              Instant.ofEpochMilli(row.getLong("next_attempt_at")),
              row.getString("last_outcome"));

  private final Jdbi jdbi;
  private final StudyLedger studies;
  private final Clock clock;

  public ReportLedger(Jdbi jdbi, StudyLedger studies, Clock clock) {
    this.jdbi = jdbi;
    this.studies = studies;
    this.clock = clock;
  }

  /**
   * Records a report with a delivery for each archive and moves the study on, all or nothing.
   *
   * @param archives AE titles
   * @return false, and nothing recorded, when the study has grown meanwhile
   */
  public boolean record(ReportRow report, Collection<String> archives) {
    return jdbi.inTransaction(
        handle -> {
          if (!studies.apply(
              handle, report.studyUid(), report.round(), StudyEvent.REPORT_WRITTEN, null)) {
            return false;
          }
          insert(handle, report);
          for (String archive : archives) {
            insert(handle, report.sopInstanceUid(), archive, clock);
          }
          return true;
        });
  }

  private void insert(Handle handle, ReportRow report) {
    handle
        .createUpdate(
            "INSERT INTO reports ("
                + REPORT
                + ", written_at)"
                + " VALUES (:sop, :series, :study, :round, :file, :replaces, :now)")
        .bind("sop", report.sopInstanceUid())
        .bind("series", report.seriesInstanceUid())
        .bind("study", report.studyUid())
        .bind("round", report.round())
        .bind("file", report.file())
        .bind("replaces", report.replacesUid())
        .bind("now", clock.millis())
        .execute();
  }

  /** Queues a report for an archive. */
  static void insert(Handle handle, String reportUid, String archive, Clock clock) {
    handle
        .createUpdate(
            "INSERT INTO deliveries ("
                + DELIVERY
                + ")"
                + " VALUES (:report, :archive, 'PENDING', 0, :now, :now, 'not tried yet')")
        .bind("report", reportUid)
        .bind("archive", archive)
        .bind("now", clock.millis())
        .execute();
  }

  /** The report with this SOP Instance UID: whether an object is one of ours. */
  public Optional<ReportRow> find(String sopInstanceUid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + REPORT + " FROM reports WHERE sop_instance_uid = :sop")
                .bind("sop", sopInstanceUid)
                .map(REPORT_ROW)
                .findOne());
  }

  /** The newest report of a study before a round: the one that the round's report replaces. */
  public Optional<ReportRow> latestBefore(String studyUid, int round) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + REPORT
                        + " FROM reports"
                        + " WHERE study_uid = :study AND round < :round"
                        + " ORDER BY round DESC LIMIT 1")
                .bind("study", studyUid)
                .bind("round", round)
                .map(REPORT_ROW)
                .findOne());
  }

  /** The report of a round. */
  public Optional<ReportRow> ofRound(String studyUid, int round) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + REPORT
                        + " FROM reports"
                        + " WHERE study_uid = :study AND round = :round")
                .bind("study", studyUid)
                .bind("round", round)
                .map(REPORT_ROW)
                .findOne());
  }

  /** A report's deliveries, in the order of the archives' AE titles. */
  public List<DeliveryRow> deliveries(String reportUid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + DELIVERY
                        + " FROM deliveries"
                        + " WHERE report_uid = :report ORDER BY archive")
                .bind("report", reportUid)
                .map(DELIVERY_ROW)
                .list());
  }

  /** Every delivery that is still to be made, the longest waiting first. */
  public List<DeliveryRow> pending() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + DELIVERY
                        + " FROM deliveries"
                        + " WHERE state = 'PENDING' ORDER BY created_at, report_uid, archive")
                .map(DELIVERY_ROW)
                .list());
  }

  /** Notes a try that may work later. */
  public void tried(DeliveryRow delivery, Instant next, String outcome) {
    jdbi.useTransaction(handle -> update(handle, delivery, DeliveryState.PENDING, next, outcome));
  }

  /** Notes that the archive has it; the study is delivered once all have its newest report. */
  public void delivered(DeliveryRow delivery, String outcome) {
    jdbi.useTransaction(
        handle -> {
          update(handle, delivery, DeliveryState.DELIVERED, clock.instant(), outcome);
          ReportRow report = reportOf(handle, delivery);
          if (everywhere(handle, delivery.reportUid())) {
            studies.apply(
                handle, report.studyUid(), report.round(), StudyEvent.DELIVERED_EVERYWHERE, null);
          }
        });
  }

  /** Notes that the archive will not get it, and why. */
  public void givenUp(DeliveryRow delivery, String outcome) {
    jdbi.useTransaction(
        handle -> {
          update(handle, delivery, DeliveryState.GIVEN_UP, delivery.nextAttemptAt(), outcome);
          ReportRow report = reportOf(handle, delivery);
          studies.apply(
              handle,
              report.studyUid(),
              report.round(),
              StudyEvent.GIVEN_UP,
              "delivery to " + delivery.archive() + ": " + outcome);
        });
  }

  private void update(
      Handle handle, DeliveryRow delivery, DeliveryState state, Instant next, String outcome) {
    handle
        .createUpdate(
            "UPDATE deliveries SET state = :state, attempts = attempts + 1,"
                + " next_attempt_at = :next, last_outcome = :outcome, delivered_at = :delivered"
                + " WHERE report_uid = :report AND archive = :archive AND state = 'PENDING'")
        .bind("state", state.name())
        .bind("next", next.toEpochMilli())
        .bind("outcome", outcome)
        .bind("delivered", state == DeliveryState.DELIVERED ? clock.millis() : null)
        .bind("report", delivery.reportUid())
        .bind("archive", delivery.archive())
        .execute();
  }

  private static ReportRow reportOf(Handle handle, DeliveryRow delivery) {
    return handle
        .createQuery("SELECT " + REPORT + " FROM reports WHERE sop_instance_uid = :sop")
        .bind("sop", delivery.reportUid())
        .map(REPORT_ROW)
        .one();
  }

  private static boolean everywhere(Handle handle, String reportUid) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM deliveries"
                    + " WHERE report_uid = :report AND state <> 'DELIVERED'")
            .bind("report", reportUid)
            .mapTo(Integer.class)
            .one()
        == 0;
  }
}
