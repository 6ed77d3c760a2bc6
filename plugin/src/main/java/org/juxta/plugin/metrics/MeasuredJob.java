package org.juxta.plugin.metrics;

import java.time.Duration;
import java.util.Locale;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.Outcome;

/** A job whose runs are timed and counted by what came of them. */
final class MeasuredJob implements Job {
  private final Job job;
  private final Metrics metrics;

  MeasuredJob(Job job, Metrics metrics) {
    this.job = job;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public Outcome run(String key) throws Exception {
    long start = System.nanoTime();
    String came = "failed";
    try {
      Outcome outcome = job.run(key);
      came = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      return outcome;
    } finally {
      metrics.ran(name(), came, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public void giveUp(String key, String reason) {
    metrics.ran(name(), "given-up", Duration.ZERO);
    job.giveUp(key, reason);
  }
}
