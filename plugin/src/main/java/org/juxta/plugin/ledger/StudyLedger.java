package org.juxta.plugin.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** States of studies. Every change goes through {@link StudyState#on}. */
public final class StudyLedger {
  private static final String COLUMNS = "study_uid, state, round, images, arrivals, reason";
  private static final RowMapper<StudyRow> ROW =
      (row, context) ->
          new StudyRow(
              row.getString("study_uid"),
              StudyState.valueOf(row.getString("state")),
              row.getInt("round"),
              row.getInt("images"),
              row.getInt("arrivals"),
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

  /** Notes that something has arrived and returns the study, which is receiving from now on. */
  public StudyRow arrived(String studyUid) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO studies (study_uid, state, round, images, arrivals, updated_at)"
                      + " VALUES (:uid, 'RECEIVING', 0, 0, 0, :now)"
                      + " ON CONFLICT (study_uid) DO NOTHING")
              .bind("uid", studyUid)
              .bind("now", clock.millis())
              .execute();
          StudyRow row = find(handle, studyUid).orElseThrow();
          StudyState next = row.state().on(StudyEvent.ARRIVAL).orElseThrow();
          return save(
              handle,
              new StudyRow(studyUid, next, row.round(), row.images(), row.arrivals() + 1, null));
        });
  }

  /**
   * Ends a round's receiving.
   *
   * @param seen the study as it was before its instances were counted
   * @param images how many images there are
   * @return the round that begins with this; empty, and nothing changed, when something has arrived
   *     since, or the round has begun before
   */
  public OptionalInt quiet(StudyRow seen, int images) {
    return jdbi.inTransaction(
        handle -> {
          StudyRow row = find(handle, seen.studyUid()).orElseThrow();
          Optional<StudyState> next = row.state().on(StudyEvent.QUIET);
          if (!row.equals(seen) || next.isEmpty()) {
            return OptionalInt.empty();
          }
          int round = row.round() + 1;
          save(
              handle,
              new StudyRow(row.studyUid(), next.get(), round, images, row.arrivals(), null));
          return OptionalInt.of(round);
        });
  }

  /**
   * Begins a round without an arrival: what the study is compared with has changed.
   *
   * @param round the round that was read
   * @return the round that begins with this; empty, and nothing changed, when the study has moved
   *     on
   */
  public OptionalInt readAgain(String studyUid, int round) {
    return jdbi.inTransaction(
        handle -> {
          StudyRow row = find(handle, studyUid).orElseThrow();
          Optional<StudyState> next = row.state().on(StudyEvent.BETTER_PRIOR);
          if (row.round() != round || next.isEmpty()) {
            return OptionalInt.empty();
          }
          save(
              handle,
              new StudyRow(studyUid, next.get(), round + 1, row.images(), row.arrivals(), null));
          return OptionalInt.of(round + 1);
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
    save(handle, new StudyRow(studyUid, next.get(), round, row.images(), row.arrivals(), reason));
    if (next.get() == StudyState.FAILED) {
      handle.execute(
          "UPDATE studies SET failed_in = ? WHERE study_uid = ?", row.state().name(), studyUid);
    }
    return true;
  }

  /**
   * Begins to read a round, and counts it until {@link #readingEnded}.
   *
   * @return how often it was begun without having ended, with this time; empty, and nothing
   *     changed, when the study has moved on
   */
  public OptionalInt beginReading(String studyUid, int round) {
    return jdbi.inTransaction(
        handle -> {
          if (!apply(handle, studyUid, round, StudyEvent.READING_BEGUN, null)) {
            return OptionalInt.empty();
          }
          return OptionalInt.of(
              handle
                  .createQuery(
                      "UPDATE studies SET readings_begun = readings_begun + 1"
                          + " WHERE study_uid = :uid RETURNING readings_begun")
                  .bind("uid", studyUid)
                  .mapTo(Integer.class)
                  .one());
        });
  }

  /** The reading that was begun has ended, whether it succeeded or not. */
  public void readingEnded(String studyUid) {
    jdbi.useHandle(
        handle ->
            handle.execute("UPDATE studies SET readings_begun = 0 WHERE study_uid = ?", studyUid));
  }

  /** The process ends because it was told to: what it breaks off has not killed it. */
  public void readingsBrokenOff() {
    jdbi.useHandle(
        handle -> handle.execute("UPDATE studies SET readings_begun = 0 WHERE state = 'READING'"));
  }

  /**
   * Takes up a study again that has failed, where it failed.
   *
   * @return false, and nothing changed, when it has not
   */
  boolean resume(Handle handle, String studyUid) {
    Optional<String> failedIn =
        handle
            .createQuery(
                "SELECT failed_in FROM studies WHERE study_uid = :uid AND state = 'FAILED'")
            .bind("uid", studyUid)
            .mapTo(String.class)
            .findOne();
    if (failedIn.isEmpty()) {
      return false;
    }
    StudyRow row = find(handle, studyUid).orElseThrow();
    StudyState state = StudyState.valueOf(failedIn.get()).resumed();
    save(handle, new StudyRow(studyUid, state, row.round(), row.images(), row.arrivals(), null));
    return true;
  }

  private StudyRow save(Handle handle, StudyRow row) {
    handle
        .createUpdate(
            "UPDATE studies SET state = :state,"
                + " readings_begun = CASE WHEN round = :round THEN readings_begun ELSE 0 END,"
                + " round = :round, images = :images, arrivals = :arrivals,"
                + " reason = :reason, failed_in = NULL, updated_at = :now"
                + " WHERE study_uid = :uid")
        .bind("state", row.state().name())
        .bind("round", row.round())
        .bind("images", row.images())
        .bind("arrivals", row.arrivals())
        .bind("reason", row.reason())
        .bind("now", clock.millis())
        .bind("uid", row.studyUid())
        .execute();
    return row;
  }

  private static Optional<StudyRow> find(Handle handle, String studyUid) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM studies WHERE study_uid = :uid")
        .bind("uid", studyUid)
        .map(ROW)
        .findOne();
  }
}
