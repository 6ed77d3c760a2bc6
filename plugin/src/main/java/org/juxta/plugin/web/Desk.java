package org.juxta.plugin.web;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.metrics.Metrics;
import org.juxta.plugin.worklist.WorklistFeed;
import org.juxta.plugin.worklist.WorklistTable;

/** Everything that the desk answers, put together. */
public final class Desk implements AutoCloseable {
  private final WorklistFeed feed;
  private final List<Route> routes;

  /**
   * What the desk answers from.
   *
   * @param jdbi the database
   * @param store received objects
   * @param reportDirectory where reports are written
   * @param metrics the figures
   * @param notReady why Juxta does not work yet or any more, "" when it does
   * @param clock what the ledgers take the time from
   */
  public record Surroundings(
      Jdbi jdbi,
      ObjectStore store,
      Path reportDirectory,
      Metrics metrics,
      Supplier<String> notReady,
      Clock clock) {}

  public Desk(Surroundings with) {
    StudyLedger studies = new StudyLedger(with.jdbi(), with.clock());
    ReadingLedger readings = new ReadingLedger(with.jdbi(), studies, with.clock());
    ReportLedger reports = new ReportLedger(with.jdbi(), studies, with.clock());
    WorklistTable worklist = new WorklistTable(with.jdbi());
    this.feed = new WorklistFeed(with.jdbi(), with.store(), with.clock());
    this.routes =
        Stream.of(
                new HealthRoutes(with.metrics(), with.notReady()).routes(),
                new StudyRoutes(
                        worklist, new StudyView(worklist, with.store(), studies, readings, reports))
                    .routes(),
                new FrameRoutes(with.store()).routes(),
                new ReportRoutes(reports, with.reportDirectory()).routes(),
                new EventRoutes(feed).routes(),
                OpenApiRoutes.routes(),
                PageRoutes.routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }

  /** Begins to follow the ledger. */
  void start() {
    feed.start();
  }

  /** Ends what is still being watched. */
  @Override
  public void close() throws InterruptedException {
    feed.close();
  }
}
