package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.juxta.dicom.listener.ReceptionListener;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.ledger.FetchedInstances;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.queue.JobQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that studies arrive.
 *
 * <p>The listener's threads only look a study up in memory: the ledger hears of the first instance
 * after which a study is open, from a thread of the intake's own. What a crash keeps from being
 * noticed is found by {@link Reconciliation} at the next start, in the object store.
 */
public final class Intake implements ReceptionListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final StudyLedger studies;
  private final ReportLedger reports;
  private final FetchedInstances fetched;
  private final JobQueue queue;
  private final Duration quietPeriod;
  private final Clock clock;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService notices =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "intake");
            thread.setDaemon(true);
            return thread;
          });

  Intake(
      StudyLedger studies,
      ReportLedger reports,
      FetchedInstances fetched,
      JobQueue queue,
      Duration quietPeriod,
      Clock clock) {
    this.studies = studies;
    this.reports = reports;
    this.fetched = fetched;
    this.queue = queue;
    this.quietPeriod = quietPeriod;
    this.clock = clock;
  }

  @Override
  public void stored(StoredInstance instance) {
    if (fetched.isAsked(instance)) {
      return;
    }
    if (ImageObjects.isImage(instance)) {
      if (open.add(instance.studyInstanceUid())) {
        notices.execute(() -> untilNoticed(instance, any -> true));
      }
    } else if (!open.contains(instance.studyInstanceUid())) {
      notices.execute(() -> untilNoticed(instance, this::isNews));
    }
  }

  @Override
  public void conflicting(StoredInstance instance, StoredInstance first) {
    LOG.warn(
        "stage=intake study={} instance={} from {} has other content than what came first under"
            + " this SOP Instance UID, in study {}. The first one is read; this one is kept apart as"
            + " {}. To have it read, have {} send it under a new SOP Instance UID",
        instance.studyInstanceUid(),
        instance.sopInstanceUid(),
        instance.callingAeTitle(),
        first.studyInstanceUid(),
        instance.file(),
        instance.callingAeTitle());
    // A study of nothing else would be in no ledger: there it ends as not read, with this reason.
    if (!open.contains(instance.studyInstanceUid())) {
      notices.execute(() -> untilNoticed(instance, this::isOfUnknownStudy));
    }
  }

  /** From now on the next image of the study is noticed again. */
  void closed(String studyUid) {
    open.remove(studyUid);
  }

  /** Puts a study into the ledger and queues its completion. */
  void notice(String studyUid) {
    StudyRow row = studies.arrived(studyUid);
    Round next = new Round(studyUid, row.round() + 1);
    queue.submit(JobNames.COMPLETE, next.key(), clock.instant().plus(quietPeriod));
  }

  private void untilNoticed(StoredInstance instance, Predicate<StoredInstance> opensItsStudy) {
    while (!noticed(instance, opensItsStudy)) {
      LockSupport.parkNanos(AGAIN.toNanos());
      if (notices.isShutdown()) {
        return;
      }
    }
  }

  private boolean noticed(StoredInstance instance, Predicate<StoredInstance> opensItsStudy) {
    try {
      if (opensItsStudy.test(instance)) {
        notice(instance.studyInstanceUid());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn(
          "stage=intake study={} could not be noted, again in {} s: {}",
          instance.studyInstanceUid(),
          AGAIN.toSeconds(),
          e.getMessage());
      return false;
    }
  }

  /**
   * What is no image opens a study that is not known, so that it gets its recorded reason, but
   * never has one read again: least of all a report of ours that an archive sends back.
   */
  private boolean isNews(StoredInstance instance) {
    return reports.find(instance.sopInstanceUid()).isEmpty() && isOfUnknownStudy(instance);
  }

  private boolean isOfUnknownStudy(StoredInstance instance) {
    return studies.find(instance.studyInstanceUid()).isEmpty();
  }

  /** Waits until what was handed over so far is in the ledger; for tests that wind time by hand. */
  void settle() {
    try {
      notices.submit(() -> {}).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the intake hangs", e);
    }
  }

  /** Waits, for a bounded time, until everything noticed so far is in the ledger. */
  @Override
  public void close() {
    notices.shutdown();
    try {
      if (!notices.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("stage=intake closed with notices left; the next start finds them in the store");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
