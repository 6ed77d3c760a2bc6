package org.juxta.plugin.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** States of studies. Every change goes through {@link StudyState#on}. */
public final class StudyLedger {
  private static final String COLUMNS = "study_uid, state, round, images, reason";
  private static final RowMapper<StudyRow> ROW =
      (row, context) ->
          new StudyRow(
              row.getString("study_uid"),
              StudyState.valueOf(row.getString("state")),
              row.getInt("round"),
              row.getInt("images"),
              row.getString("reason"));

  private final Jdbi jdbi;
  private final Clock clock;

  public StudyLedger(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public Optional<StudyRow> find(String studyUid) {
    return jdbi.withHandle(handle -> find(handle, studyUid));
  }

  /** All studies, in the order of their UIDs. */
  public List<StudyRow> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM studies ORDER BY study_uid")
                .map(ROW)
                .list());
  }

  /** Notes that an image has arrived and returns the study, which is receiving from now on. */
  public StudyRow imageArrived(String studyUid) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO studies (study_uid, state, round, images, updated_at)"
                      + " VALUES (:uid, 'RECEIVING', 0, 0, :now) ON CONFLICT (study_uid) DO NOTHING")
              .bind("uid", studyUid)
              .bind("now", clock.millis())
              .execute();
          StudyRow row = find(handle, studyUid).orElseThrow();
          StudyState next = row.state().on(StudyEvent.IMAGE_ARRIVED).orElseThrow();
          return next == row.state() ? row : move(handle, row, next, null);
        });
  }

  /**
   * Ends a round's receiving.
   *
   * @param round the round that begins with this, one more than the study had
   * @param images how many images there are
   * @return whether it was this round's receiving that ended; false when it had ended before
   */
  public boolean quiet(String studyUid, int round, int images) {
    return jdbi.inTransaction(
        handle -> {
          StudyRow row = find(handle, studyUid).orElseThrow();
          if (row.round() != round - 1 || row.state() != StudyState.RECEIVING) {
            return false;
          }
          StudyState next = row.state().on(StudyEvent.QUIET).orElseThrow();
          move(handle, new StudyRow(studyUid, row.state(), round, images, null), next, null);
          return true;
        });
  }

  /** Applies an event of a round's job, outside any other change. */
  public boolean apply(String studyUid, int round, StudyEvent event, @Nullable String reason) {
    return jdbi.inTransaction(handle -> apply(handle, studyUid, round, event, reason));
  }

  /**
   * Applies an event of a round's job, in the transaction of what it records.
   *
   * @return false, and nothing changed, when the study has moved on: it has grown, or the event
   *     happened before
   */
  boolean apply(
      Handle handle, String studyUid, int round, StudyEvent event, @Nullable String reason) {
    StudyRow row = find(handle, studyUid).orElseThrow();
    Optional<StudyState> next = row.state().on(event);
    if (row.round() != round || next.isEmpty()) {
      return false;
    }
    move(handle, row, next.get(), reason);
    return true;
  }

  private StudyRow move(Handle handle, StudyRow row, StudyState next, @Nullable String reason) {
    handle
        .createUpdate(
            "UPDATE studies SET state = :state, round = :round, images = :images,"
                + " reason = :reason, updated_at = :now WHERE study_uid = :uid")
        .bind("state", next.name())
        .bind("round", row.round())
        .bind("images", row.images())
        .bind("reason", reason)
        .bind("now", clock.millis())
        .bind("uid", row.studyUid())
        .execute();
    return new StudyRow(row.studyUid(), next, row.round(), row.images(), reason);
  }

  private static Optional<StudyRow> find(Handle handle, String studyUid) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM studies WHERE study_uid = :uid")
        .bind("uid", studyUid)
        .map(ROW)
        .findOne();
  }
}
