package org.juxta.plugin.worklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** The rows, for those who ask. Pages follow an index, so the last is as fast as the first. */
public final class WorklistTable {
  private static final String COLUMNS =
      "study_uid, received_at, state, reason, images, patient_name, patient_id, study_date,"
          + " modality, accession, description, prior_study_uid, prior_date, prior_reason,"
          + " findings, change";
  private static final RowMapper<WorklistRow> ROW =
      (row, context) ->
          new WorklistRow(
              row.getString("study_uid"),
              Instant.ofEpochMilli(row.getLong("received_at")),
              row.getString("state"),
              row.getString("reason"),
              row.getInt("images"),
              row.getString("patient_name"),
              row.getString("patient_id"),
              row.getString("study_date"),
              row.getString("modality"),
              row.getString("accession"),
              row.getString("description"),
              row.getString("prior_study_uid"),
              row.getString("prior_date"),
              row.getString("prior_reason"),
              row.getString("findings"),
              row.getString("change"));
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})~([0-9.]{1,64})");

  private final Jdbi jdbi;

  public WorklistTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One page.
   *
   * @throws IllegalArgumentException when the cursor is none
   */
  public WorklistPage page(WorklistFilter filter) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    if (filter.text() != null) {
      conditions.add("searched LIKE :text ESCAPE '\\'");
    }
    if (filter.state() != null) {
      conditions.add("state = :state");
    }
    if (filter.modality() != null) {
      conditions.add("modality = :modality");
    }
    if (filter.cursor() != null) {
      conditions.add("(received_at, study_uid) < (:at, :uid)");
    }
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM worklist WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY received_at DESC, study_uid DESC LIMIT :limit";
    List<WorklistRow> rows =
        jdbi.withHandle(
            handle ->
                bound(handle.createQuery(sql), filter)
                    .bind("limit", filter.limit() + 1)
                    .map(ROW)
                    .list());
    if (rows.size() <= filter.limit()) {
      return new WorklistPage(rows, null);
    }
    WorklistRow last = rows.get(filter.limit() - 1);
    return new WorklistPage(
        rows.subList(0, filter.limit()), last.receivedAt().toEpochMilli() + "~" + last.studyUid());
  }

  private static Query bound(Query query, WorklistFilter filter) {
    if (filter.text() != null) {
      query.bind("text", "%" + escaped(filter.text().toLowerCase(Locale.ROOT)) + "%");
    }
    if (filter.state() != null) {
      query.bind("state", filter.state());
    }
    if (filter.modality() != null) {
      query.bind("modality", filter.modality());
    }
    if (filter.cursor() != null) {
      Matcher cursor = CURSOR.matcher(filter.cursor());
      if (!cursor.matches()) {
        throw new IllegalArgumentException("it is not the 'next' of a page");
      }
      query.bind("at", Long.parseLong(cursor.group(1))).bind("uid", cursor.group(2));
    }
    return query;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** One study. */
  public Optional<WorklistRow> find(String studyUid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM worklist WHERE study_uid = :uid")
                .bind("uid", studyUid)
                .map(ROW)
                .findOne());
  }
}
