package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The jobs of one process, kept in its database.
 *
 * <p>A job that throws is run again with growing pauses: {@value #MOST_FAILURES} times at most
 * where the work itself is at fault, and where its surroundings are ({@link PassingFault}), until
 * the pauses add up to an age that the site sets. The caller holds the data directory's lock, so a
 * job that is marked as running when its lane is added was cut off by a crash. Every job is due at
 * a start, whatever it was waiting for: its time may be one of a clock that was wrong, and who
 * restarts after mending something wants to see it work.
 */
public final class DurableQueue implements JobQueue, AutoCloseable {
  /** How often a job may throw by a fault of its own before it is given up. */
  public static final int MOST_FAILURES = 4;

  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);

  private final DataSource database;
  private final Backoff backoff;
  private final Duration giveUpAfter;
  private final Clock clock;
  private final SchedulerMaker maker;
  private final List<Scheduler> schedulers = new ArrayList<>();
  private final Map<String, Scheduler> schedulerOfJob = new HashMap<>();

  /** Makes the scheduler of one lane; tests make one that they wind by hand. */
  @FunctionalInterface
  interface SchedulerMaker {
    Scheduler make(Lane lane, List<Task<?>> tasks);
  }

  /**
   * A queue that polls its lanes' tables by {@code clock} once started.
   *
   * @param giveUpAfter how long a job is tried that the disk or the database keeps from working
   */
  public DurableQueue(DataSource database, Backoff backoff, Duration giveUpAfter, Clock clock) {
    this(
        database,
        backoff,
        giveUpAfter,
        clock,
        (lane, tasks) -> scheduler(database, lane, tasks, clock));
  }

  DurableQueue(
      DataSource database,
      Backoff backoff,
      Duration giveUpAfter,
      Clock clock,
      SchedulerMaker maker) {
    this.database = database;
    this.backoff = backoff;
    this.giveUpAfter = giveUpAfter;
    this.clock = clock;
    this.maker = maker;
  }

  /**
   * Adds a lane; all are added before the queue is started and before a job of theirs is submitted.
   */
  public void add(Lane lane) {
    makeDue(lane);
    List<Task<?>> tasks =
        lane.jobs().stream()
            .<Task<?>>map(job -> new LaneTask(job, backoff, MOST_FAILURES, giveUpAfter).task())
            .toList();
    Scheduler scheduler = maker.make(lane, tasks);
    schedulers.add(scheduler);
    lane.jobs().forEach(job -> schedulerOfJob.put(job.name(), scheduler));
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

  private void makeDue(Lane lane) {
    Jdbi.create(database)
        .useHandle(
            handle -> {
              Timestamp now = Timestamp.from(clock.instant());
              handle.execute(
                  "UPDATE " + lane.table() + " SET picked = ?, picked_by = NULL WHERE picked = ?",
                  false,
                  true);
              handle.execute(
                  "UPDATE " + lane.table() + " SET execution_time = ? WHERE execution_time > ?",
                  now,
                  now);
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
