package org.juxta.dicom.objects;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** The SQL of {@code stored_instance}. */
final class InstanceTable {
  /**
   * The insert comes first in its transaction, before any query: SQLite then waits for its turn to
   * write, where a transaction that reads first and writes later fails at once if another one wrote
   * in between.
   */
  private static final String INSERT =
      """
      INSERT INTO stored_instance (id, sop_instance_uid, sop_class_uid, study_instance_uid, series_instance_uid,
        patient_id, issuer_of_patient_id, modality, study_date, study_time, transfer_syntax_uid, dataset_sha256,
        dataset_bytes, received_at, calling_ae_title, conflicting)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        CASE WHEN EXISTS (SELECT 1 FROM stored_instance WHERE sop_instance_uid = ?) THEN 1 ELSE 0 END)
      ON CONFLICT (sop_instance_uid, dataset_sha256) DO NOTHING
      RETURNING conflicting
      """;

  private static final String COLUMNS =
      """
      SELECT id, sop_instance_uid, sop_class_uid, study_instance_uid, series_instance_uid, patient_id,
        issuer_of_patient_id, modality, transfer_syntax_uid, received_at, calling_ae_title FROM stored_instance
      """;

  private final Jdbi jdbi;
  private final ObjectFiles files;
  private final RowMapper<StoredInstance> toInstance;

  InstanceTable(DataSource database, ObjectFiles files) {
    this.jdbi = Jdbi.create(database);
    this.files = files;
    this.toInstance = (row, context) -> instance(row);
  }

  /** Inserts rows within one transaction of the caller's. */
  final class Batch implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;

    Batch(Connection connection) throws SQLException {
      this.connection = connection;
      this.insert = connection.prepareStatement(INSERT);
    }

    /** Writes the row, unless the same content is there; see {@link Reception}. */
    Reception insert(InstanceRow row, Instant receivedAt) throws SQLException {
      DatasetHead head = row.head();
      int i = 0;
      insert.setLong(++i, row.id());
      insert.setString(++i, head.sopInstanceUid());
      insert.setString(++i, head.sopClassUid());
      insert.setString(++i, head.studyInstanceUid());
      insert.setString(++i, head.seriesInstanceUid());
      insert.setString(++i, head.patientId());
      insert.setString(++i, head.issuerOfPatientId());
      insert.setString(++i, head.modality());
      insert.setString(++i, head.studyDate());
      insert.setString(++i, head.studyTime());
      insert.setString(++i, row.transferSyntaxUid());
      insert.setString(++i, row.datasetSha256());
      insert.setLong(++i, row.datasetBytes());
      insert.setLong(++i, receivedAt.toEpochMilli());
      insert.setString(++i, row.callingAeTitle());
      insert.setString(++i, head.sopInstanceUid());
      boolean inserted;
      boolean conflicting;
      try (ResultSet answer = insert.executeQuery()) {
        inserted = answer.next();
        conflicting = inserted && answer.getInt(1) != 0;
      }
      if (!inserted) {
        return new Reception.Repeated(
            select(
                " WHERE sop_instance_uid = ? AND dataset_sha256 = ?",
                head.sopInstanceUid(),
                row.datasetSha256()));
      }
      StoredInstance instance =
          new StoredInstance(
              head.sopInstanceUid(),
              head.sopClassUid(),
              head.studyInstanceUid(),
              head.seriesInstanceUid(),
              head.patientId(),
              head.issuerOfPatientId(),
              head.modality(),
              row.transferSyntaxUid(),
              files.path(row.id()),
              Instant.ofEpochMilli(receivedAt.toEpochMilli()),
              row.callingAeTitle());
      return conflicting
          ? new Reception.Conflicting(
              instance,
              select(" WHERE sop_instance_uid = ? AND conflicting = 0", head.sopInstanceUid()))
          : new Reception.Stored(instance);
    }

    private StoredInstance select(String where, String... arguments) throws SQLException {
      try (PreparedStatement query = connection.prepareStatement(COLUMNS + where)) {
        for (int i = 0; i < arguments.length; i++) {
          query.setString(i + 1, arguments[i]);
        }
        try (ResultSet row = query.executeQuery()) {
          if (!row.next()) {
            throw new SQLException("stored_instance lost a row within a transaction");
          }
          return instance(row);
        }
      }
    }

    @Override
    public void close() throws SQLException {
      insert.close();
    }
  }

  Optional<StoredInstance> instance(String sopInstanceUid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COLUMNS + " WHERE sop_instance_uid = :uid AND conflicting = 0")
                .bind("uid", sopInstanceUid)
                .map(toInstance)
                .findOne());
  }

  List<StoredInstance> conflicting(String sopInstanceUid) {
    return list(
        COLUMNS + " WHERE sop_instance_uid = :key AND conflicting = 1 ORDER BY id", sopInstanceUid);
  }

  List<StoredInstance> instancesOfStudy(String studyInstanceUid) {
    return list(
        COLUMNS + " WHERE study_instance_uid = :key AND conflicting = 0 ORDER BY id",
        studyInstanceUid);
  }

  List<StoredInstance> conflictingOfStudy(String studyInstanceUid) {
    return list(
        COLUMNS + " WHERE study_instance_uid = :key AND conflicting = 1 ORDER BY id",
        studyInstanceUid);
  }

  private List<StoredInstance> list(String query, String key) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("key", key).map(toInstance).list());
  }

  List<String> studiesOfPatient(String patientId, String issuer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT study_instance_uid FROM stored_instance
                    WHERE patient_id = :patient AND issuer_of_patient_id = :issuer AND conflicting = 0
                    GROUP BY study_instance_uid ORDER BY min(id)
                    """)
                .bind("patient", patientId)
                .bind("issuer", issuer)
                .mapTo(String.class)
                .list());
  }

  List<StudySummary> studies() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT study_instance_uid, count(*) AS instances, min(received_at) AS first_received,
                      max(received_at) AS last_received
                    FROM stored_instance WHERE conflicting = 0 GROUP BY study_instance_uid ORDER BY min(id)
                    """)
                .map(
                    (row, context) ->
                        new StudySummary(
                            row.getString("study_instance_uid"),
                            row.getInt("instances"),
                            Instant.ofEpochMilli(row.getLong("first_received")),
                            Instant.ofEpochMilli(row.getLong("last_received"))))
                .list());
  }

  long highestId() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT coalesce(max(id), 0) FROM stored_instance")
                .mapTo(Long.class)
                .one());
  }

  Set<Long> idsBetween(long first, long last) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery("SELECT id FROM stored_instance WHERE id BETWEEN :first AND :last")
                    .bind("first", first)
                    .bind("last", last)
                    .mapTo(Long.class)
                    .list()));
  }

  private StoredInstance instance(ResultSet row) throws SQLException {
    return new StoredInstance(
        row.getString("sop_instance_uid"),
        row.getString("sop_class_uid"),
        row.getString("study_instance_uid"),
        row.getString("series_instance_uid"),
        row.getString("patient_id"),
        row.getString("issuer_of_patient_id"),
        row.getString("modality"),
        row.getString("transfer_syntax_uid"),
        files.path(row.getLong("id")),
        Instant.ofEpochMilli(row.getLong("received_at")),
        row.getString("calling_ae_title"));
  }
}
