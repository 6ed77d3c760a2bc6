package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The durable queue with its time and its workers in the test's hand: jobs run in the caller. */
public final class HandWoundQueue implements JobQueue {
  private static final int MOST_ROUNDS = 1000;

  /** How long a job is tried that a disk or database keeps from working. */
  public static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

  private final List<ManualScheduler> schedulers = new ArrayList<>();
  private final DurableQueue queue;
  private final ManualClock clock;
  private final Jdbi jdbi;
  private final List<Lane> lanes = new ArrayList<>();

  public HandWoundQueue(DataSource database, ManualClock clock) {
    this.clock = clock;
    this.jdbi = Jdbi.create(database);
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> 0);
    this.queue =
        new DurableQueue(
            database,
            backoff,
            GIVE_UP_AFTER,
            clock,
            (lane, tasks) -> {
              ManualScheduler scheduler =
                  TestHelper.createManualScheduler(database, tasks)
                      .tableName(lane.table())
                      .clock(clock.ofScheduler())
                      .build();
              schedulers.add(scheduler);
              return scheduler;
            });
  }

  public void add(Lane lane) {
    lanes.add(lane);
    queue.add(lane);
  }

  @Override
  public void submit(String job, String key, Instant at) {
    queue.submit(job, key, at);
  }

  /** Runs what is due, and what becomes due by that, until nothing is. */
  public void runDue() {
    for (int i = 0; i < MOST_ROUNDS && due() > 0; i++) {
      runDueOnce();
    }
    if (due() > 0) {
      throw new AssertionError("jobs are still due after " + MOST_ROUNDS + " rounds: " + waiting());
    }
  }

  /** Runs what is due now, but not what becomes due by that. */
  public void runDueOnce() {
    schedulers.forEach(ManualScheduler::runAnyDueExecutions);
  }

  /** Runs what is due in the first lane that has something due: one step of one study. */
  public void runNextStep() {
    for (int i = 0; i < lanes.size(); i++) {
      if (due(lanes.get(i)) > 0) {
        schedulers.get(i).runAnyDueExecutions();
        return;
      }
    }
  }

  /** Runs what is due in the first lane, also from within a job of the other. */
  public void runStepsBesideTheReading() {
    for (int i = 0; i < MOST_ROUNDS && due(lanes.get(0)) > 0; i++) {
      schedulers.get(0).runAnyDueExecutions();
    }
  }

  /** Lets time pass, then runs what is due. */
  public void pass(Duration duration) {
    clock.advance(duration);
    runDue();
  }

  /** Every job that is queued, as {@code job:key}. */
  public List<String> waiting() {
    List<String> all = new ArrayList<>();
    for (Lane lane : lanes) {
      all.addAll(
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "SELECT task_name || ':' || task_instance FROM "
                              + lane.table()
                              + " ORDER BY 1")
                      .mapTo(String.class)
                      .list()));
    }
    return all;
  }

  private int due() {
    return lanes.stream().mapToInt(this::due).sum();
  }

  private int due(Lane lane) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) FROM " + lane.table() + " WHERE execution_time <= :now")
                .bind("now", java.sql.Timestamp.from(clock.instant()))
                .mapTo(Integer.class)
                .one());
  }
}
