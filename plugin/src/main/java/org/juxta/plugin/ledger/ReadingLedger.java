package org.juxta.plugin.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What was read. */
public final class ReadingLedger {
  private static final String COLUMNS =
      "study_uid, round, prior_study_uid, prior_reason, outcome, document, recorded_at";

  private final Jdbi jdbi;
  private final StudyLedger studies;
  private final Clock clock;

  public ReadingLedger(Jdbi jdbi, StudyLedger studies, Clock clock) {
    this.jdbi = jdbi;
    this.studies = studies;
    this.clock = clock;
  }

  /**
   * Records a round's reading and moves the study on, both or neither.
   *
   * @return false, and nothing recorded, when the study has grown meanwhile
   */
  public boolean record(ReadingRow reading) {
    return jdbi.inTransaction(
        handle -> {
          if (!studies.apply(
              handle, reading.studyUid(), reading.round(), StudyEvent.READING_RECORDED, null)) {
            return false;
          }
          handle
              .createUpdate(
                  "INSERT INTO readings ("
                      + COLUMNS
                      + ") VALUES (:uid, :round, :prior, :reason, :outcome, :document, :now)")
              .bind("uid", reading.studyUid())
              .bind("round", reading.round())
              .bind("prior", reading.priorStudyUid())
              .bind("reason", reading.priorReason())
              .bind("outcome", reading.outcome())
              .bind("document", reading.document())
              .bind("now", clock.millis())
              .execute();
          return true;
        });
  }

  /** A round's reading. */
  public Optional<ReadingRow> find(String studyUid, int round) {
    return findSince(studyUid, round, Instant.EPOCH);
  }

  /** A round's reading, when it was recorded at that instant or later. */
  public Optional<ReadingRow> findSince(String studyUid, int round, Instant earliest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM readings"
                        + " WHERE study_uid = :uid AND round = :round AND recorded_at >= :earliest")
                .bind("uid", studyUid)
                .bind("round", round)
                .bind("earliest", earliest.toEpochMilli())
                .map(
                    (row, context) ->
                        new ReadingRow(
                            row.getString("study_uid"),
                            row.getInt("round"),
                            row.getString("prior_study_uid"),
                            row.getString("prior_reason"),
                            row.getString("outcome"),
                            row.getString("document")))
                .findOne());
  }
}
