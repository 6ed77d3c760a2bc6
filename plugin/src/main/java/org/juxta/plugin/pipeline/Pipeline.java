package org.juxta.plugin.pipeline;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.StudyFetch;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.study.PriorLimits;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.config.ResultKind;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.ledger.FetchedInstances;
import org.juxta.plugin.ledger.PriorLedger;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.Reopening;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.queue.Backoff;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Lane;

/**
 * The steps of one installation, put together: what the listener tells, the lanes to run, and what
 * to make good at the start.
 */
public final class Pipeline implements AutoCloseable {
  private static final int WORKERS = 4;
  private static final int DELIVERIES = 6;

  /** So many studies wait for archives at once; a hanging one holds up neither steps nor model. */
  private static final int PRIOR_WORKERS = 4;

  private final Intake intake;
  private final Reconciliation reconciliation;
  private final List<Lane> lanes;

  /**
   * What the steps work with.
   *
   * @param settings of the site
   * @param database with the schema of this version
   * @param store of received objects
   * @param reportDirectory where reports are written
   * @param queue where the steps hand on to the next
   * @param sender for deliveries
   * @param priorArchives where priors are looked for besides our own store
   * @param observer this installation
   * @param clock what the steps take the time from
   */
  public record Surroundings(
      Settings settings,
      DataSource database,
      ObjectStore store,
      Path reportDirectory,
      JobQueue queue,
      ArchiveSender sender,
      List<StudyFetch> priorArchives,
      Observer observer,
      Clock clock) {}

  /**
   * @param reader who reads; asked by one worker at a time
   */
  public Pipeline(Surroundings with, Reader reader) {
    Jdbi jdbi = Jdbi.create(with.database());
    StudyLedger studies = new StudyLedger(jdbi, with.clock());
    ReadingLedger readings = new ReadingLedger(jdbi, studies, with.clock());
    ReportLedger reports = new ReportLedger(jdbi, studies, with.clock());
    PriorLedger searches = new PriorLedger(jdbi, with.clock());
    FetchedInstances fetched = new FetchedInstances(jdbi, with.clock());
    Settings settings = with.settings();
    this.intake =
        new Intake(studies, reports, fetched, with.queue(), settings.quietPeriod(), with.clock());
    this.reconciliation =
        new Reconciliation(
            with.store(),
            studies,
            reports,
            fetched,
            new Reopening(jdbi, studies, with.clock()),
            settings.archives().stream().map(ArchiveNode::aeTitle).toList(),
            intake,
            with.queue(),
            with.clock());
    PriorSearch priors =
        new PriorSearch(
            with.store(),
            studies,
            new PriorLimits(settings.priors().number(), settings.priors().lookBack()),
            settings.quietPeriod(),
            with.clock());
    CompletionJob completion =
        new CompletionJob(
            intake,
            with.store(),
            studies,
            fetched,
            with.queue(),
            settings.quietPeriod(),
            with.clock());
    PriorJob prior =
        new PriorJob(
            studies,
            searches,
            with.store(),
            new PriorInquiry(priors, with.priorArchives(), fetched, settings.priors()),
            with.queue(),
            with.clock());
    ReadingJob reading =
        new ReadingJob(
            studies,
            readings,
            searches,
            with.store(),
            priors,
            new PairReading(reader),
            new CtReading(with.store(), reader),
            with.queue(),
            settings.quietPeriod().plus(settings.priors().patience()),
            with.clock());
    ReadAgainJob readAgain =
        new ReadAgainJob(
            with.store(),
            studies,
            readings,
            priors,
            with.queue(),
            settings.priors().late(),
            with.clock());
    ReportFiles files = new ReportFiles(with.reportDirectory());
    ReportJob report =
        new ReportJob(
            studies,
            readings,
            reports,
            new ReportAssembly(with.store(), with.observer()),
            files,
            settings.results().contains(ResultKind.PRESENTATION)
                ? new PresentationFiles(with.store(), files)
                : null,
            settings.archives(),
            with.queue(),
            with.clock());
    DeliveryJob delivery =
        new DeliveryJob(
            reports,
            with.reportDirectory(),
            settings.archives(),
            with.sender(),
            backoff(settings.delivery()),
            settings.delivery().giveUpAfter(),
            with.clock());
    this.lanes =
        List.of(
            new Lane("steps", "jobs", WORKERS, List.of(completion, readAgain, report)),
            new Lane("priors", "prior_jobs", PRIOR_WORKERS, List.of(prior)),
            new Lane("reading", "reading_jobs", 1, List.of(reading)),
            new Lane("delivery", "delivery_jobs", DELIVERIES, List.of(delivery)));
  }

  /** Pauses between attempts, as the site has set them. */
  public static Backoff backoff(Settings.DeliverySettings settings) {
    return new Backoff(
        settings.retryFirst(),
        settings.retryLongest(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** What the listener tells of received objects. */
  public Intake intake() {
    return intake;
  }

  /** The lanes to add to the queue. */
  public List<Lane> lanes() {
    return lanes;
  }

  /** Makes good what the last end of the process cut off; once, before the queue is started. */
  public void reconcile() {
    reconciliation.run();
  }

  /** Ends the intake; jobs are the queue's. */
  @Override
  public void close() {
    intake.close();
  }
}
