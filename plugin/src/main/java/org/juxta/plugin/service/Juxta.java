package org.juxta.plugin.service;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.archive.WebClient;
import org.juxta.dicom.listener.DicomListener;
import org.juxta.dicom.listener.ListenerConfig;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.report.ReportWriter;
import org.juxta.dicom.report.content.ReportUids;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.config.SettingsException;
import org.juxta.plugin.config.WebAddress;
import org.juxta.plugin.database.DataDirectory;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.ledger.Installation;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.metrics.Metrics;
import org.juxta.plugin.pipeline.Observer;
import org.juxta.plugin.pipeline.Pipeline;
import org.juxta.plugin.queue.DurableQueue;
import org.juxta.plugin.web.Desk;
import org.juxta.plugin.web.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Juxta. Whatever it has received, read or reported is in its data directory; a process
 * that is killed at any point goes on where it was when it is started again.
 */
public final class Juxta implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Juxta.class);

  /** With the queue's wait, less than a service manager gives a service to stop. */
  private static final Duration MODEL_WAIT = Duration.ofSeconds(20);

  /** What to close, last opened first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final Settings settings;
  private @Nullable StudyLedger studies;
  private int port;
  private int webPort;

  /** Why it does not work yet or any more, "" when it does. */
  private final AtomicReference<String> notReady = new AtomicReference<>("it is starting");

  private Juxta(Settings settings) {
    this.settings = settings;
  }

  /**
   * Starts to listen, then to work.
   *
   * @param model loads the reader; called once the port is ours
   * @param version of this software, as reports name it
   * @throws SettingsException when the data directory or the port cannot be had
   */
  public static Juxta start(Settings settings, Supplier<Reader> model, String version, Clock clock)
      throws IOException {
    Juxta juxta = new Juxta(settings);
    try {
      juxta.open(model, version, clock);
      return juxta;
    } catch (IOException | RuntimeException e) {
      juxta.close();
      throw e;
    }
  }

  private void open(Supplier<Reader> model, String version, Clock clock) throws IOException {
    DataDirectory data = opened(DataDirectory.open(settings.data()));
    ReportWriter.removeUnfinished(data.reports());
    Database database = opened(Database.open(data.database()));
    ObjectStore store = opened(ObjectStore.open(data.root(), database.dataSource(), clock));
    Settings.DeliverySettings delivery = settings.delivery();
    Timeouts timeouts =
        new Timeouts(
            delivery.connectTimeout(), delivery.responseTimeout(), delivery.responseTimeout());
    ArchiveClient archive = opened(new ArchiveClient(settings.aeTitle(), timeouts));
    WebClient web = opened(new WebClient(timeouts));
    LazyReader reader = opened(new LazyReader(model, MODEL_WAIT));
    StudyLedger ledger = new StudyLedger(Jdbi.create(database.dataSource()), clock);
    studies = ledger;
    opened.push(ledger::readingsBrokenOff);
    DurableQueue queue =
        opened(
            new DurableQueue(
                database.dataSource(), Pipeline.backoff(delivery), delivery.giveUpAfter(), clock));
    String deviceUid =
        Installation.deviceUid(Jdbi.create(database.dataSource()), ReportUids.random());
    Pipeline pipeline =
        opened(
            new Pipeline(
                new Pipeline.Surroundings(
                    settings,
                    database.dataSource(),
                    store,
                    data.reports(),
                    queue,
                    (node, file) -> archive.store(node, List.of(file)),
                    PriorArchives.of(settings, archive, web, store, data.root()),
                    new Observer(deviceUid, settings.aeTitle(), version),
                    clock),
                reader));
    Metrics metrics = opened(new Metrics(Jdbi.create(database.dataSource())));
    pipeline.lanes().forEach(lane -> queue.add(metrics.measured(lane)));
    DicomListener listener =
        opened(
            new DicomListener(
                new ListenerConfig(
                    settings.aeTitle(), settings.host(), settings.port(), settings.allow()),
                store,
                metrics.counted(pipeline.intake())));
    listen(listener);
    serve(
        new Desk.Surroundings(
            Jdbi.create(database.dataSource()),
            store,
            data.reports(),
            metrics,
            notReady::get,
            clock));
    reader.load();
    pipeline.reconcile();
    queue.start();
    notReady.set("");
    if (settings.archives().isEmpty()) {
      LOG.warn(
          "No archive is set: a study ends as REPORTED, with its report in {}. Reports go out when"
              + " an archive is set and Juxta is started again",
          data.reports());
    }
  }

  private void serve(Desk.Surroundings surroundings) {
    WebAddress address = settings.web();
    if (address != null) {
      WebServer web = opened(new WebServer(address, new Desk(surroundings)));
      web.start();
      webPort = web.port();
    }
  }

  private void listen(DicomListener listener) throws IOException {
    try {
      listener.start();
      port = listener.port();
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnknownHostException) {
          throw new SettingsException(
              "host", "'" + settings.host() + "' is not an address of this machine", e);
        }
        if (cause instanceof BindException) {
          throw cannotBind(cause);
        }
      }
      throw e;
    }
  }

  private SettingsException cannotBind(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("assign")) {
      return new SettingsException(
          "host", "'" + settings.host() + "' is not an address of this machine", cause);
    }
    return new SettingsException(
        "port",
        settings.port()
            + " on "
            + settings.host()
            + " cannot be had ("
            + message
            + "); a port that is free and allowed, or 0 for any free one",
        cause);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  /** The port that the desk is served on, 0 when it is off. */
  public int webPort() {
    return webPort;
  }

  /** Where each study stands. */
  public StudyLedger studies() {
    return Objects.requireNonNull(studies);
  }

  /** Stops receiving, ends or breaks off what runs, and gives the data directory free. */
  @Override
  public void close() {
    notReady.set("it is stopping");
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
