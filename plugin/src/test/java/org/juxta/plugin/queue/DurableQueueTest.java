package org.juxta.plugin.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.plugin.database.Database;

class DurableQueueTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Database database;
  private final ManualClock clock = new ManualClock(NOON);
  private final List<String> ran = new ArrayList<>();
  private final List<String> givenUp = new ArrayList<>();
  private int givingUpFails;

  DurableQueueTest(@TempDir Path directory) {
    this.database = Database.open(directory.resolve("juxta.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aJobRunsOnceWhenItsTimeHasCome() {
    HandWoundQueue queue = queue(key -> new Outcome.Done("ok"));
    queue.submit("work", "a", NOON.plusSeconds(60));
    queue.pass(Duration.ofSeconds(59));
    assertThat(ran).isEmpty();
    queue.pass(Duration.ofSeconds(1));
    queue.pass(Duration.ofHours(1));
    assertThat(ran).containsExactly("a");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void submittingAQueuedJobAgainChangesNothing() {
    HandWoundQueue queue = queue(key -> new Outcome.Done("ok"));
    queue.submit("work", "a", NOON.plusSeconds(60));
    queue.submit("work", "a", NOON);
    queue.runDue();
    assertThat(ran).isEmpty();
    queue.pass(Duration.ofSeconds(60));
    assertThat(ran).containsExactly("a");
  }

  @Test
  void aJobThatAsksForLaterRunsThen() {
    AtomicInteger runs = new AtomicInteger();
    HandWoundQueue queue =
        queue(
            key ->
                runs.incrementAndGet() < 3
                    ? new Outcome.Later(clock.instant().plusSeconds(10), "not yet")
                    : new Outcome.Done("ok"));
    queue.submit("work", "a", NOON);
    queue.runDue();
    assertThat(runs).hasValue(1);
    queue.pass(Duration.ofSeconds(10));
    assertThat(runs).hasValue(2);
    queue.pass(Duration.ofSeconds(10));
    assertThat(runs).hasValue(3);
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void aJobThatThrowsIsTriedAgainWithGrowingPausesAndThenGivenUpWithItsReason() {
    HandWoundQueue queue =
        queue(
            key -> {
              throw new IllegalStateException("the disk is on fire\nwith details");
            });
    queue.submit("work", "a", NOON);
    queue.runDue();
    assertThat(ran).hasSize(1);
    queue.pass(Duration.ofMillis(999));
    assertThat(ran).hasSize(1);
    queue.pass(Duration.ofMillis(1));
    assertThat(ran).hasSize(2);
    queue.pass(Duration.ofSeconds(2));
    assertThat(ran).hasSize(3);
    assertThat(givenUp).isEmpty();
    queue.pass(Duration.ofSeconds(4));
    assertThat(ran).hasSize(DurableQueue.MOST_FAILURES);
    assertThat(givenUp).containsExactly("a: the disk is on fire");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void aFullDiskIsTriedUntilTheAgeOfGivingUp() {
    HandWoundQueue queue =
        queue(
            key -> {
              throw new UncheckedIOException(new IOException("No space left on device"));
            });
    queue.submit("work", "a", NOON);
    for (int minute = 0; minute < 58; minute++) {
      queue.pass(Duration.ofMinutes(1));
    }
    assertThat(ran).hasSizeGreaterThan(50);
    assertThat(givenUp).isEmpty();
    for (int minute = 0; minute < 10; minute++) {
      queue.pass(Duration.ofMinutes(1));
    }
    assertThat(givenUp).containsExactly("a: java.io.IOException: No space left on device");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNoFaultOfTheWork() {
    AtomicInteger runs = new AtomicInteger();
    HandWoundQueue queue =
        queue(
            key -> {
              if (runs.incrementAndGet() <= 10) {
                throw new IllegalStateException(new SQLException("database is locked"));
              }
              return new Outcome.Done("ok");
            });
    queue.submit("work", "a", NOON);
    for (int minute = 0; minute < 15; minute++) {
      queue.pass(Duration.ofMinutes(1));
    }
    assertThat(runs).hasValue(11);
    assertThat(givenUp).isEmpty();
  }

  @Test
  void aRowThatBreaksARuleOfTheDatabaseIsAFaultOfTheWork() {
    assertThat(PassingFault.isOne(new SQLException("UNIQUE", "23505"))).isFalse();
    assertThat(PassingFault.isOne(new SQLException("CHECK", null, 19))).isFalse();
    assertThat(PassingFault.isOne(new SQLException("disk I/O error", null, 10))).isTrue();
    assertThat(PassingFault.isOne(new IllegalStateException("no"))).isFalse();
  }

  @Test
  void aFaultOfTheWorkAfterADayOfTroubleIsNotItsLastChance() {
    AtomicInteger runs = new AtomicInteger();
    HandWoundQueue queue =
        queue(
            key -> {
              int run = runs.incrementAndGet();
              if (run <= 10) {
                throw new UncheckedIOException(new IOException("No space left on device"));
              }
              if (run == 11) {
                throw new IllegalStateException("a hiccup");
              }
              return new Outcome.Done("ok");
            });
    queue.submit("work", "a", NOON);
    for (int minute = 0; minute < 15; minute++) {
      queue.pass(Duration.ofMinutes(1));
    }
    assertThat(runs).hasValue(12);
    assertThat(givenUp).isEmpty();
  }

  @Test
  void anEndThatCannotBeRecordedIsRecordedLater() {
    HandWoundQueue queue =
        queue(
            key -> {
              throw new IllegalStateException("no");
            });
    givingUpFails = 1;
    queue.submit("work", "a", NOON);
    for (int i = 0; i < 10; i++) {
      queue.pass(Duration.ofMinutes(1));
    }
    assertThat(givenUp).containsExactly("a: no");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void everyJobIsDueAtAStart() {
    HandWoundQueue before = queue(key -> new Outcome.Done("ok"));
    before.submit("work", "a", NOON.plus(Duration.ofDays(365)));
    HandWoundQueue after = queue(key -> new Outcome.Done("ok"));
    after.runDue();
    assertThat(ran).containsExactly("a");
  }

  @Test
  void oneFailingJobHoldsUpNoOther() {
    HandWoundQueue queue =
        queue(
            key -> {
              if (key.equals("bad")) {
                throw new IllegalStateException("no");
              }
              return new Outcome.Done("ok");
            });
    queue.submit("work", "bad", NOON);
    queue.submit("work", "good", NOON.plusMillis(1));
    queue.pass(Duration.ofMillis(1));
    assertThat(ran).containsExactly("bad", "good");
  }

  @Test
  void aJobCutOffByACrashIsDueAtTheNextStart() {
    HandWoundQueue before = queue(key -> new Outcome.Done("ok"));
    before.submit("work", "a", NOON);
    Jdbi.create(database.dataSource())
        .useHandle(
            handle -> handle.execute("UPDATE jobs SET picked = 1, picked_by = 'a dead process'"));
    before.runDueOnce();
    assertThat(ran).as("somebody else seems to run it").isEmpty();

    HandWoundQueue after = queue(key -> new Outcome.Done("ok"));
    after.runDue();
    assertThat(ran).containsExactly("a");
  }

  @Test
  void aJobNobodyRunsIsRefused() {
    HandWoundQueue queue = queue(key -> new Outcome.Done("ok"));
    assertThatThrownBy(() -> queue.submit("play", "a", NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("play");
  }

  @Test
  void aLaneOfOneWorkerRunsOneJobAtATimeAndHoldsUpNoOtherLane() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch slowDone = new CountDownLatch(4);
    CountDownLatch quickDone = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Job slow =
        job(
            "slow",
            key -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              await(release);
              running.decrementAndGet();
              slowDone.countDown();
              return new Outcome.Done("ok");
            });
    Job quick =
        job(
            "quick",
            key -> {
              quickDone.countDown();
              return new Outcome.Done("ok");
            });
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0);
    try (DurableQueue queue =
        new DurableQueue(database.dataSource(), backoff, Duration.ofHours(1), Clock.systemUTC())) {
      queue.add(new Lane("reading", "reading_jobs", 1, List.of(slow)));
      queue.add(new Lane("other", "jobs", 4, List.of(quick)));
      queue.start();
      for (int i = 0; i < 4; i++) {
        queue.submit("slow", "s" + i, Instant.now());
      }
      queue.submit("quick", "q", Instant.now());
      assertThat(quickDone.await(20, TimeUnit.SECONDS)).isTrue();
      release.countDown();
      assertThat(slowDone.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released the slow jobs");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HandWoundQueue queue(Function<String, Outcome> work) {
    HandWoundQueue queue = new HandWoundQueue(database.dataSource(), clock);
    queue.add(new Lane("work", "jobs", 2, List.of(job("work", work))));
    return queue;
  }

  private Job job(String name, Function<String, Outcome> work) {
    return new Job() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Outcome run(String key) {
        synchronized (ran) {
          ran.add(key);
        }
        return work.apply(key);
      }

      @Override
      public void giveUp(String key, String reason) {
        if (givingUpFails-- > 0) {
          throw new IllegalStateException("the database is away");
        }
        givenUp.add(key + ": " + reason);
      }
    };
  }
}
