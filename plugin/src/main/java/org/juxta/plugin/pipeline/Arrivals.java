package org.juxta.plugin.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.juxta.dicom.objects.StoredInstance;

/** When instances came, and so when a study is quiet. */
final class Arrivals {

  /**
   * A study whose last instance came in the future: the clock was set back since.
   *
   * @param instances how many it had
   * @param at when that was seen
   */
  private record Sighting(int instances, Instant at) {}

  private final Duration quietPeriod;
  private final Map<String, Sighting> fromTheFuture = new ConcurrentHashMap<>();

  Arrivals(Duration quietPeriod) {
    this.quietPeriod = quietPeriod;
  }

  /** When the last of them was received; 1970 when there is none. */
  static Instant last(List<StoredInstance> instances) {
    return instances.stream()
        .map(StoredInstance::receivedAt)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /**
   * When a study will have been quiet for the quiet period, if nothing more comes: at most the
   * quiet period from now on. Where the clock was set back, the period counts from the first look.
   */
  Instant quietAt(String studyUid, List<StoredInstance> instances, Instant now) {
    Instant last = last(instances);
    if (!last.isAfter(now)) {
      fromTheFuture.remove(studyUid);
      return last.plus(quietPeriod);
    }
    Sighting sighting =
        fromTheFuture.compute(
            studyUid,
            (study, before) ->
                before == null || before.instances() != instances.size() || before.at().isAfter(now)
                    ? new Sighting(instances.size(), now)
                    : before);
    return sighting.at().plus(quietPeriod);
  }

  /** The study's receiving is over. */
  void forget(String studyUid) {
    fromTheFuture.remove(studyUid);
  }
}
