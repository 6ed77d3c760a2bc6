package org.juxta.plugin.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import org.jdbi.v3.core.Jdbi;
import org.juxta.dicom.listener.ReceptionListener;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.ledger.DeliveryState;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.Lane;

/**
 * The figures of one running Juxta. Counters and timers begin with the process; what waits and
 * where studies stand is asked of the database when somebody looks. No label names a patient or a
 * study.
 */
public final class Metrics implements AutoCloseable {
  private static final Duration[] STAGE_BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Jdbi jdbi;

  public Metrics(Jdbi jdbi) {
    this.jdbi = jdbi;
    for (StudyState state : StudyState.values()) {
      counted(
          "juxta.studies",
          "Studies by the state they are in",
          "state",
          state.name(),
          "SELECT COUNT(*) FROM studies WHERE state = ?");
    }
    for (DeliveryState state : DeliveryState.values()) {
      counted(
          "juxta.deliveries",
          "Deliveries by what came of them",
          "state",
          state.name(),
          "SELECT COUNT(*) FROM deliveries WHERE state = ?");
    }
  }

  private void counted(String name, String what, String label, String value, String sql) {
    Gauge.builder(name, () -> count(sql, value))
        .description(what)
        .tag(label, value)
        .register(registry);
  }

  private int count(String sql, Object... values) {
    return jdbi.withHandle(handle -> handle.select(sql, values).mapTo(Integer.class).one());
  }

  /** The same lane with its depth and its jobs measured. */
  public Lane measured(Lane lane) {
    Gauge.builder("juxta.queue.jobs", () -> count("SELECT COUNT(*) FROM " + lane.table()))
        .description("Jobs that are waiting or running, by lane")
        .tag("lane", lane.name())
        .register(registry);
    return new Lane(
        lane.name(),
        lane.table(),
        lane.workers(),
        lane.jobs().stream().<Job>map(job -> new MeasuredJob(job, this)).toList());
  }

  /** The same listener with what it is told of counted. */
  public ReceptionListener counted(ReceptionListener listener) {
    Counter stored =
        Counter.builder("juxta.objects.received")
            .description("Objects that were received and kept")
            .register(registry);
    Counter conflicting =
        Counter.builder("juxta.objects.conflicting")
            .description("Objects with the UID of another one and other content")
            .register(registry);
    return new ReceptionListener() {
      @Override
      public void stored(StoredInstance instance) {
        stored.increment();
        listener.stored(instance);
      }

      @Override
      public void conflicting(StoredInstance instance, StoredInstance first) {
        conflicting.increment();
        listener.conflicting(instance, first);
      }
    };
  }

  /**
   * Notes one run of a stage.
   *
   * @param outcome done, later, retry or failed
   */
  void ran(String stage, String outcome, Duration took) {
    Timer.builder("juxta.stage")
        .description("Seconds that a run of a stage took, by what came of it")
        .tag("stage", stage)
        .tag("outcome", outcome)
        .serviceLevelObjectives(Arrays.copyOf(STAGE_BUCKETS, STAGE_BUCKETS.length))
        .register(registry)
        .record(took);
  }

  /** Everything, in the text format of Prometheus 0.0.4. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
