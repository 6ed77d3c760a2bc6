package org.juxta.plugin.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.StoredInstance;

/**
 * Which instances are here, or on their way, because an archive was asked for them as a prior. They
 * are compared with, and not read as a study that somebody has sent.
 */
public final class FetchedInstances {
  /** What comes later than this after it was asked for was sent for another reason. */
  private static final Duration ON_THEIR_WAY = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;

  /** What was asked for within the last day, and when; the listener's threads look here. */
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  public FetchedInstances(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    asked.putAll(
        askedFor("asked_at >= :value", clock.instant().minus(ON_THEIR_WAY).toEpochMilli()));
  }

  /**
   * Notes instances before they are asked for.
   *
   * @param source the archive
   * @param forStudy the study whose prior they are
   */
  public void ask(String study, String source, String forStudy, Set<String> sopInstanceUids) {
    Instant now = clock.instant();
    asked.values().removeIf(at -> at.isBefore(now.minus(ON_THEIR_WAY)));
    jdbi.useTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO fetched_instances"
                      + " (sop_instance_uid, study_uid, source, for_study_uid, asked_at)"
                      + " VALUES (:sop, :study, :source, :for, :now)"
                      + " ON CONFLICT (sop_instance_uid) DO UPDATE SET asked_at = :now,"
                      + " source = :source, for_study_uid = :for");
          for (String sop : sopInstanceUids) {
            batch
                .bind("sop", sop)
                .bind("study", study)
                .bind("source", source)
                .bind("for", forStudy)
                .bind("now", now.toEpochMilli())
                .add();
          }
          batch.execute();
        });
    sopInstanceUids.forEach(sop -> asked.put(sop, now));
  }

  /** Whether an instance that has just come was asked for. */
  public boolean isAsked(StoredInstance instance) {
    return hasCome(instance, asked.get(instance.sopInstanceUid()));
  }

  /** The instances of a study that were sent to be read, which those of a prior were not. */
  public List<StoredInstance> sent(String studyUid, List<StoredInstance> instances) {
    Map<String, Instant> fetched = askedFor("study_uid = :value", studyUid);
    return instances.stream()
        .filter(instance -> !hasCome(instance, fetched.get(instance.sopInstanceUid())))
        .toList();
  }

  private static boolean hasCome(StoredInstance instance, @Nullable Instant askedAt) {
    return askedAt != null
        && !instance.receivedAt().isBefore(askedAt)
        && instance.receivedAt().isBefore(askedAt.plus(ON_THEIR_WAY));
  }

  private Map<String, Instant> askedFor(String condition, Object value) {
    Map<String, Instant> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT sop_instance_uid, asked_at FROM fetched_instances WHERE " + condition)
                .bind("value", value)
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("sop_instance_uid"),
                            Instant.ofEpochMilli(row.getLong("asked_at"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
    return found;
  }
}
