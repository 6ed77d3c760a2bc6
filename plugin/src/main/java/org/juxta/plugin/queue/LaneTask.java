package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link Job} as a db-scheduler task and turns its outcome into what happens to its row. */
final class LaneTask {
  private static final Logger LOG = LoggerFactory.getLogger(LaneTask.class);

  private final Job job;
  private final Backoff backoff;
  private final int mostFailures;

  /**
   * @param mostFailures a job that throws this often in a row is given up
   */
  LaneTask(Job job, Backoff backoff, int mostFailures) {
    this.job = job;
    this.backoff = backoff;
    this.mostFailures = mostFailures;
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
    if (failures >= mostFailures) {
      LOG.error("job={} key={} given up after {} failures", job.name(), key, failures, cause);
      job.giveUp(key, reason(cause));
      operations.remove();
      return;
    }
    Instant next = complete.getTimeDone().plus(backoff.after(failures));
    LOG.warn(
        "job={} key={} failed ({} of {}), again at {}: {}",
        job.name(),
        key,
        failures,
        mostFailures,
        next,
        reason(cause));
    operations.reschedule(complete, next);
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
