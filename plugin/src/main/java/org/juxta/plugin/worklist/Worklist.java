package org.juxta.plugin.worklist;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;

/**
 * Keeps the worklist's rows what the ledger says. It follows the ledger's time of last change, so
 * no step of the pipeline knows of it, and a row that a crash kept from being made is made at the
 * next look.
 */
final class Worklist {
  /** So many in one look, so that one after a long time does not hold the database. */
  private static final int MOST_AT_ONCE = 100;

  /** Of this many series the first object is looked at for what the headers say. */
  private static final int MOST_SERIES = 20;

  /** Changes that were committed in another order than their times, or while the clock was set. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final ObjectStore store;
  private final Clock clock;
  private long since;

  /** A study whose row is not what the ledger says. */
  private record Stale(String studyUid, long updatedAt, String state, @Nullable String reason) {}

  private record Reading(@Nullable String priorStudyUid, String priorReason, String document) {}

  Worklist(Jdbi jdbi, ObjectStore store, Clock clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.clock = clock;
  }

  /** Makes the rows of what has changed; the studies that they are of. */
  Set<String> update() {
    long now = clock.millis();
    Set<String> changed = new LinkedHashSet<>();
    List<Stale> stale = stale();
    for (Stale study : stale) {
      jdbi.useHandle(handle -> make(handle, study));
      changed.add(study.studyUid());
    }
    if (stale.size() < MOST_AT_ONCE) {
      since = now - OVERLAP.toMillis();
    }
    return changed;
  }

  private List<Stale> stale() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT s.study_uid, s.updated_at, s.state, s.reason FROM studies s"
                        + " LEFT JOIN worklist w ON w.study_uid = s.study_uid"
                        + " WHERE s.updated_at >= :since AND (w.study_uid IS NULL"
                        + " OR w.made_from <> s.updated_at OR w.state <> s.state)"
                        + " ORDER BY s.updated_at LIMIT :most")
                .bind("since", since)
                .bind("most", MOST_AT_ONCE)
                .map(
                    (row, context) ->
                        new Stale(
                            row.getString("study_uid"),
                            row.getLong("updated_at"),
                            row.getString("state"),
                            row.getString("reason")))
                .list());
  }

  private void make(Handle handle, Stale study) {
    List<StoredInstance> instances = store.instancesOfStudy(study.studyUid());
    StudyDetails details = instances.isEmpty() ? null : StudyReader.read(firstOfSeries(instances));
    Optional<Reading> reading = reading(handle, study.studyUid());
    Optional<FindingsLine> line = reading.map(one -> FindingsLine.of(one.document()));
    String prior = reading.map(Reading::priorStudyUid).orElse(null);
    String name = details == null ? "" : details.patientName();
    String id = instances.isEmpty() ? "" : instances.get(0).patientId();
    String accession = details == null ? "" : details.accessionNumber();
    String description = details == null ? "" : details.description();
    handle
        .createUpdate(
            "INSERT INTO worklist (study_uid, made_from, received_at, state, reason, images,"
                + " patient_name, patient_id, study_date, modality, accession, description,"
                + " prior_study_uid, prior_date, prior_reason, findings, change, searched)"
                + " VALUES (:uid, :madeFrom, :received, :state, :reason, :images, :name, :id,"
                + " :date, :modality, :accession, :description, :prior, :priorDate,"
                + " :priorReason, :findings, :change, :searched)"
                + " ON CONFLICT (study_uid) DO UPDATE SET made_from = :madeFrom,"
                + " received_at = :received, state = :state, reason = :reason, images = :images,"
                + " patient_name = :name, patient_id = :id, study_date = :date,"
                + " modality = :modality, accession = :accession, description = :description,"
                + " prior_study_uid = :prior, prior_date = :priorDate,"
                + " prior_reason = :priorReason, findings = :findings, change = :change,"
                + " searched = :searched")
        .bind("uid", study.studyUid())
        .bind("madeFrom", study.updatedAt())
        .bind(
            "received",
            instances.isEmpty() ? study.updatedAt() : instances.get(0).receivedAt().toEpochMilli())
        .bind("state", study.state())
        .bind("reason", study.reason())
        .bind("images", instances.size())
        .bind("name", name)
        .bind("id", id)
        .bind("date", date(details))
        .bind("modality", details == null ? "" : shortened(details.modality()))
        .bind("accession", accession)
        .bind("description", description)
        .bind("prior", prior)
        .bind("priorDate", prior == null ? "" : dateOf(prior))
        .bind("priorReason", reading.map(Reading::priorReason).orElse(null))
        .bind("findings", line.map(FindingsLine::text).orElse(null))
        .bind("change", line.map(FindingsLine::change).orElse(null))
        .bind(
            "searched",
            String.join("\n", name, name.replace('^', ' '), id, accession, description)
                .toLowerCase(Locale.ROOT))
        .execute();
  }

  private static Optional<Reading> reading(Handle handle, String studyUid) {
    return handle
        .createQuery(
            "SELECT prior_study_uid, prior_reason, document FROM readings"
                + " WHERE study_uid = :uid ORDER BY round DESC LIMIT 1")
        .bind("uid", studyUid)
        .map(
            (row, context) ->
                new Reading(
                    row.getString("prior_study_uid"),
                    row.getString("prior_reason"),
                    row.getString("document")))
        .findOne();
  }

  private String dateOf(String studyUid) {
    List<StoredInstance> instances = store.instancesOfStudy(studyUid);
    return instances.isEmpty() ? "" : date(StudyReader.read(firstOfSeries(instances)));
  }

  private static String date(@Nullable StudyDetails details) {
    return details == null || details.dateTime() == null
        ? ""
        : details.dateTime().toLocalDate().toString();
  }

  /** Modality (0008,0060) is a CS of 16 characters; what is longer is none. */
  private static String shortened(String modality) {
    return modality.length() > 16 ? modality.substring(0, 16) : modality;
  }

  private static List<StoredInstance> firstOfSeries(List<StoredInstance> instances) {
    Set<String> series = new LinkedHashSet<>();
    List<StoredInstance> first = new ArrayList<>();
    for (StoredInstance instance : instances) {
      if (series.size() < MOST_SERIES && series.add(instance.seriesInstanceUid())) {
        first.add(instance);
      }
    }
    return first;
  }
}
