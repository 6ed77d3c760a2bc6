package org.juxta.plugin.worklist;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.juxta.dicom.objects.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the worklist up to date and wakes those who watch it. */
public final class WorklistFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorklistFeed.class);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Worklist worklist;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "worklist");
            thread.setDaemon(true);
            return thread;
          });
  private final Object lock = new Object();
  private long version;
  private boolean closed;

  public WorklistFeed(Jdbi jdbi, ObjectStore store, Clock clock) {
    this.worklist = new Worklist(jdbi, store, clock);
  }

  /** Begins to follow the ledger. */
  public void start() {
    looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Set<String> changed = worklist.update();
      if (!changed.isEmpty()) {
        synchronized (lock) {
          version++;
          lock.notifyAll();
        }
      }
    } catch (RuntimeException e) {
      // Headers may be quoted in the message; the next look tries again.
      LOG.warn("The worklist could not be brought up to date: {}", e.getClass().getName());
      LOG.debug("The worklist could not be brought up to date", e);
    }
  }

  /** A number that grows with every change of some row. */
  public long version() {
    synchronized (lock) {
      return version;
    }
  }

  /** Waits until something has changed since that version, or it is closed, or time is up. */
  public long awaitAfter(long seen, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (lock) {
      long left = end - System.nanoTime();
      while (version == seen && !closed && left > 0) {
        lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        left = end - System.nanoTime();
      }
      return version;
    }
  }

  /** Whether watching makes sense no more. */
  public boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Lets everybody who waits go and ends the looks. */
  @Override
  public void close() throws InterruptedException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    looks.shutdown();
    if (!looks.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The worklist's last look did not end");
    }
  }
}
