package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.ledger.FetchedInstances;
import org.juxta.plugin.ledger.StudyEvent;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Outcome;

/**
 * Decides whether a study is complete: the quiet period has passed since its last instance. When
 * not, it looks again at the time when it could be.
 */
final class CompletionJob implements Job {
  private final Intake intake;
  private final ObjectStore store;
  private final StudyLedger studies;
  private final FetchedInstances fetched;
  private final JobQueue queue;
  private final Duration quietPeriod;
  private final Arrivals arrivals;
  private final Clock clock;

  CompletionJob(
      Intake intake,
      ObjectStore store,
      StudyLedger studies,
      FetchedInstances fetched,
      JobQueue queue,
      Duration quietPeriod,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.studies = studies;
    this.fetched = fetched;
    this.queue = queue;
    this.quietPeriod = quietPeriod;
    this.arrivals = new Arrivals(quietPeriod);
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.COMPLETE;
  }

  @Override
  public Outcome run(String key) {
    Round round = Round.ofKey(key);
    // First the intake, then the ledger, then the store: an instance that is stored after the store
    // was asked is noticed anew, and that keeps the round from beginning.
    intake.closed(round.studyUid());
    StudyRow seen = studies.find(round.studyUid()).orElseThrow();
    if (seen.round() >= round.number()) {
      return handOn(seen, round);
    }
    List<StoredInstance> instances = store.instancesOfStudy(round.studyUid());
    Instant now = clock.instant();
    Instant quietAt = arrivals.quietAt(round.studyUid(), instances, now);
    if (quietAt.isAfter(now)) {
      return new Outcome.Later(quietAt, "instances are arriving");
    }
    OptionalInt begun =
        studies.quiet(seen, ImageObjects.count(fetched.sent(round.studyUid(), instances)));
    if (begun.isEmpty()) {
      return new Outcome.Later(now.plus(quietPeriod), "an instance has arrived");
    }
    arrivals.forget(round.studyUid());
    queue.submit(JobNames.PRIOR, round.key(), now);
    queue.submit(JobNames.READ_AGAIN, round.key(), now);
    return new Outcome.Done(instances.size() + " instances, complete");
  }

  /** The round had begun when this job was cut off: see to it that it goes on. */
  private Outcome handOn(StudyRow seen, Round round) {
    if (seen.round() == round.number() && seen.state() == StudyState.COMPLETE) {
      queue.submit(JobNames.PRIOR, round.key(), clock.instant());
    }
    queue.submit(JobNames.READ_AGAIN, round.key(), clock.instant());
    return new Outcome.Done("was complete before");
  }

  @Override
  public void giveUp(String key, String reason) {
    Round round = Round.ofKey(key);
    studies.apply(
        round.studyUid(),
        round.number() - 1,
        StudyEvent.GIVEN_UP,
        "completion could not be decided: " + reason);
  }
}
