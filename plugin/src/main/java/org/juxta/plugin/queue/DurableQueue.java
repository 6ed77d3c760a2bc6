package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The jobs of one process, kept in its database.
 *
 * <p>A job that throws is run again with growing pauses, {@value #MOST_FAILURES} times at most. The
 * caller holds the data directory's lock, so a job that is marked as running when the queue is made
 * was cut off by a crash and is due at once.
 */
public final class DurableQueue implements JobQueue, AutoCloseable {
  /** How often a job may throw in a row before it is given up. */
  public static final int MOST_FAILURES = 4;

  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);

  private final List<Scheduler> schedulers;
  private final Map<String, Scheduler> schedulerOfJob = new HashMap<>();

  /** Makes the scheduler of one lane; tests make one that they wind by hand. */
  @FunctionalInterface
  interface SchedulerMaker {
    Scheduler make(Lane lane, List<Task<?>> tasks);
  }

  /** A queue that polls its lanes' tables by {@code clock} once started. */
  public DurableQueue(DataSource database, List<Lane> lanes, Backoff backoff, Clock clock) {
    this(database, lanes, backoff, (lane, tasks) -> scheduler(database, lane, tasks, clock));
  }

  DurableQueue(DataSource database, List<Lane> lanes, Backoff backoff, SchedulerMaker maker) {
    takeUpWhatWasCutOff(database, lanes);
    this.schedulers = lanes.stream().map(lane -> makeLane(lane, backoff, maker)).toList();
  }

  private Scheduler makeLane(Lane lane, Backoff backoff, SchedulerMaker maker) {
    List<Task<?>> tasks =
        lane.jobs().stream()
            .<Task<?>>map(job -> new LaneTask(job, backoff, MOST_FAILURES).task())
            .toList();
    Scheduler scheduler = maker.make(lane, tasks);
    lane.jobs().forEach(job -> schedulerOfJob.put(job.name(), scheduler));
    return scheduler;
  }

  private static Scheduler scheduler(
      DataSource database, Lane lane, List<Task<?>> tasks, Clock clock) {
    return Scheduler.create(database, tasks)
        .tableName(lane.table())
        .schedulerName(new SchedulerName.Fixed("juxta-" + lane.name()))
        .threads(lane.workers())
        .clock(clock::instant)
        .pollingInterval(POLLING)
        .heartbeatInterval(HEARTBEAT)
        .enableImmediateExecution()
        .failureLogging(LogLevel.DEBUG, false)
        .shutdownMaxWait(STOP_WAIT)
        .build();
  }

  private static void takeUpWhatWasCutOff(DataSource database, List<Lane> lanes) {
    Jdbi.create(database)
        .useTransaction(
            handle -> {
              for (Lane lane : lanes) {
                handle.execute(
                    "UPDATE "
                        + lane.table()
                        + " SET picked = 0, picked_by = NULL WHERE picked = 1");
              }
            });
  }

  /** Begins to run what is due. */
  public void start() {
    schedulers.forEach(Scheduler::start);
  }

  @Override
  public void submit(String job, String key, Instant at) {
    Scheduler scheduler = schedulerOfJob.get(job);
    if (scheduler == null) {
      throw new IllegalArgumentException("no lane runs job '" + job + "'");
    }
    scheduler.scheduleIfNotExists(new TaskInstance<Void>(job, key), at);
  }

  /** Waits for running jobs, for a bounded time; what is cut off is taken up at the next start. */
  @Override
  public void close() {
    schedulers.forEach(Scheduler::stop);
  }
}
