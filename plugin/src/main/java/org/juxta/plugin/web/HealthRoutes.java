package org.juxta.plugin.web;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.juxta.plugin.metrics.Metrics;

/** For those who watch machines: whether it lives, whether it works, and its figures. */
final class HealthRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final Supplier<String> notReady;

  /**
   * @param notReady why it does not work yet or any more, "" when it does
   */
  HealthRoutes(Metrics metrics, Supplier<String> notReady) {
    this.metrics = metrics;
    this.notReady = notReady;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/healthz", context -> Answers.json(context, Map.of("status", "up"))),
        Route.get(
            "/readyz",
            context -> {
              String reason = notReady.get();
              if (!reason.isEmpty()) {
                throw new ProblemException(503, "readyz", reason);
              }
              Answers.json(context, Map.of("status", "ready"));
            }),
        Route.get("/metrics", context -> context.contentType(PROMETHEUS).result(metrics.text())));
  }
}
