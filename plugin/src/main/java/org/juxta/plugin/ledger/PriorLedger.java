package org.juxta.plugin.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** How priors were looked for. */
public final class PriorLedger {
  private static final String COLUMNS = "study_uid, round, outcome, prior_study_uid, note, ranking";
  private static final RowMapper<PriorSearchRow> ROW =
      (row, context) ->
          new PriorSearchRow(
              row.getString("study_uid"),
              row.getInt("round"),
              PriorOutcome.valueOf(row.getString("outcome")),
              row.getString("prior_study_uid"),
              row.getString("note"),
              PriorRanking.ofJson(row.getString("ranking")));

  private final Jdbi jdbi;
  private final Clock clock;

  public PriorLedger(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Records a search; one that the round has already stays as it is. */
  public void record(PriorSearchRow search) {
    jdbi.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO prior_searches ("
                        + COLUMNS
                        + ", recorded_at)"
                        + " VALUES (:study, :round, :outcome, :prior, :note, :ranking, :now)"
                        + " ON CONFLICT (study_uid, round) DO NOTHING")
                .bind("study", search.studyUid())
                .bind("round", search.round())
                .bind("outcome", search.outcome().name())
                .bind("prior", search.priorStudyUid())
                .bind("note", search.note())
                .bind("ranking", search.ranking().toJson())
                .bind("now", clock.millis())
                .execute());
  }

  /** A round's search. */
  public Optional<PriorSearchRow> find(String studyUid, int round) {
    return ofStudy(studyUid).stream().filter(row -> row.round() == round).findFirst();
  }

  /** Every search for a study, the first round first. */
  public List<PriorSearchRow> ofStudy(String studyUid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM prior_searches WHERE study_uid = :study ORDER BY round")
                .bind("study", studyUid)
                .map(ROW)
                .list());
  }
}
