package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link Job} as a db-scheduler task and turns its outcome into what happens to its row. */
final class LaneTask {
  private static final Logger LOG = LoggerFactory.getLogger(LaneTask.class);

  private final Job job;
  private final Backoff backoff;
  private final int mostFailures;
  private final int mostAttempts;

  /** Failures of the work itself, by key, since the process was started or the job last worked. */
  private final Map<String, Integer> ownFailures = new ConcurrentHashMap<>();

  /**
   * @param mostFailures a job that throws this often by a fault of its own is given up
   * @param giveUpAfter a job that its surroundings keep from working is given up after this
   */
  LaneTask(Job job, Backoff backoff, int mostFailures, Duration giveUpAfter) {
    this.job = job;
    this.backoff = backoff;
    this.mostFailures = mostFailures;
    this.mostAttempts = backoff.attemptsWithin(giveUpAfter);
  }

  Task<Void> task() {
    return Tasks.custom(job.name(), Void.class)
        .onFailure(this::onFailure)
        .onDeadExecutionRevive()
        .execute((instance, context) -> run(instance.getId()));
  }

  private CompletionHandler<Void> run(String key) {
    Outcome outcome;
    try {
      outcome = job.run(key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("interrupted by shutdown", e);
    } catch (Exception e) {
      throw new JobFailedException(reason(e), e);
    }
    ownFailures.remove(key);
    if (outcome instanceof Outcome.Done done) {
      LOG.info("job={} key={} done: {}", job.name(), key, done.what());
      return (complete, operations) -> operations.remove();
    }
    if (outcome instanceof Outcome.Later later) {
      LOG.debug("job={} key={} again at {}: {}", job.name(), key, later.at(), later.why());
      return again(later.at());
    }
    Outcome.Retry retry = (Outcome.Retry) outcome;
    LOG.warn(
        "job={} key={} will be tried again at {}: {}", job.name(), key, retry.at(), retry.why());
    return again(retry.at());
  }

  private static CompletionHandler<Void> again(Instant at) {
    return (complete, operations) -> operations.reschedule(complete, at);
  }

  private void onFailure(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    String key = complete.getExecution().getId();
    Throwable cause = complete.getCause().orElseThrow();
    int failures = complete.getExecution().consecutiveFailures + 1;
    if (Thread.currentThread().isInterrupted()) {
      // Shutdown: the row stays as it is and the next start takes it up.
      return;
    }
    boolean passing = PassingFault.isOne(cause);
    int own = ownFailures.merge(key, passing ? 0 : 1, Integer::sum);
    Instant next = complete.getTimeDone().plus(backoff.after(failures));
    if ((own >= mostFailures || failures >= mostAttempts) && giveUp(key, failures, cause)) {
      operations.remove();
      return;
    }
    LOG.warn(
        "job={} key={} failed ({} of {}), again at {}: {}",
        job.name(),
        key,
        passing ? failures : own,
        passing ? mostAttempts : mostFailures,
        next,
        reason(cause));
    operations.reschedule(complete, next);
  }

  /** False when even that cannot be recorded: then the job stays, and is given up another time. */
  private boolean giveUp(String key, int failures, Throwable cause) {
    LOG.error("job={} key={} given up after {} failures", job.name(), key, failures, cause);
    try {
      job.giveUp(key, reason(cause));
    } catch (RuntimeException e) {
      LOG.error("job={} key={} and its end cannot be recorded", job.name(), key, e);
      return false;
    }
    ownFailures.remove(key);
    return true;
  }

  private static String reason(Throwable e) {
    Throwable shown = e instanceof JobFailedException && e.getCause() != null ? e.getCause() : e;
    String message = shown.getMessage();
    String first = message == null ? "" : message.lines().findFirst().orElse("");
    return first.isBlank() ? shown.getClass().getSimpleName() : first;
  }

  /** Carries a job's checked exceptions through the scheduler. */
  private static final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
