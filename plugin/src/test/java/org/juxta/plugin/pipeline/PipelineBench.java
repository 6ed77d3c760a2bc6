package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.juxta.dicom.archive.StudyFetch;
import org.juxta.dicom.objects.IncomingObject;
import org.juxta.dicom.objects.ObjectOrigin;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.objects.Reception;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.database.DataDirectory;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.ledger.Installation;
import org.juxta.plugin.ledger.PriorLedger;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.queue.HandWoundQueue;
import org.juxta.plugin.queue.ManualClock;

/** The whole pipeline with time, workers, model and archives in the test's hand. */
final class PipelineBench implements AutoCloseable {
  static final Duration QUIET = Duration.ofSeconds(60);

  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  final ScriptedReader reader = new ScriptedReader();
  final TestArchives archives = new TestArchives();
  private final Function<ObjectStore, List<StudyFetch>> priorArchives;
  private final Path directory;
  private Settings settings;
  private DataDirectory data;
  private Database database;
  private ObjectStore store;
  private HandWoundQueue queue;
  private Pipeline pipeline;

  PipelineBench(Path directory) throws IOException {
    this(directory, store -> List.of());
  }

  /** With archives that priors are looked for in. */
  PipelineBench(Path directory, Function<ObjectStore, List<StudyFetch>> priorArchives)
      throws IOException {
    this.priorArchives = priorArchives;
    this.directory = directory;
    this.settings = settings(List.of("PACS@localhost:1", "VNA@localhost:2"));
    data = DataDirectory.open(directory);
    database = Database.open(data.database());
    store = ObjectStore.open(data.root(), database.dataSource(), clock);
    queue = new HandWoundQueue(database.dataSource(), clock);
    pipeline = pipeline();
  }

  /** From the next start on. */
  void setArchives(String... nodes) {
    settings = settings(List.of(nodes));
  }

  private static Settings settings(List<String> archives) {
    return SettingsCheck.check(
        SettingsSource.of(Map.of("archive", archives, "quiet-period", "60s")));
  }

  private Pipeline pipeline() {
    String device = Installation.deviceUid(Jdbi.create(database.dataSource()), "2.25.42");
    Pipeline made =
        new Pipeline(
            new Pipeline.Surroundings(
                settings,
                database.dataSource(),
                store,
                data.reports(),
                queue,
                archives,
                priorArchives.apply(store),
                new Observer(device, "JUXTA", "test"),
                clock),
            reader);
    made.lanes().forEach(queue::add);
    return made;
  }

  /** Ends everything as a crash does, jobs half-way, and starts again from what is on disk. */
  void crashAndRestart() throws IOException {
    crash();
    start();
  }

  void crash() throws IOException {
    store.close();
    database.close();
    data.close();
  }

  void start() throws IOException {
    data = DataDirectory.open(directory);
    database = Database.open(data.database());
    store = ObjectStore.open(data.root(), database.dataSource(), clock);
    queue = new HandWoundQueue(database.dataSource(), clock);
    pipeline = pipeline();
    pipeline.reconcile();
  }

  /** A job was not queued, or was lost: the process ended between the ledger and the queue. */
  void loseEveryJob() {
    Jdbi.create(database.dataSource())
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM jobs");
              handle.execute("DELETE FROM prior_jobs");
              handle.execute("DELETE FROM reading_jobs");
              handle.execute("DELETE FROM delivery_jobs");
            });
  }

  /** Keeps an object without anybody noticing. */
  Reception keep(Path part10) {
    try {
      Part10File file = Part10File.read(part10);
      ObjectOrigin origin =
          new ObjectOrigin(
              file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid(), "SENDER");
      try (IncomingObject incoming = store.begin(origin)) {
        incoming.write(file.dataset());
        return incoming.commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Receives an object as the listener does, and waits until it is noticed. */
  void receive(Path part10) {
    Reception reception = keep(part10);
    if (reception instanceof Reception.Stored stored) {
      pipeline.intake().stored(stored.instance());
    } else if (reception instanceof Reception.Conflicting conflict) {
      pipeline.intake().conflicting(conflict.instance(), conflict.first());
    }
    pipeline.intake().settle();
  }

  HandWoundQueue queue() {
    return queue;
  }

  Path reportDirectory() {
    return data.reports();
  }

  ObjectStore store() {
    return store;
  }

  StudyRow study(int number) {
    return ledgerRow(Radiographs.studyUid(number));
  }

  StudyRow ledgerRow(String studyUid) {
    return new StudyLedger(jdbi(), clock).find(studyUid).orElseThrow();
  }

  StudyLedger studies() {
    return new StudyLedger(jdbi(), clock);
  }

  ReportLedger reports() {
    return new ReportLedger(jdbi(), new StudyLedger(jdbi(), clock), clock);
  }

  ReadingLedger readings() {
    return new ReadingLedger(jdbi(), new StudyLedger(jdbi(), clock), clock);
  }

  PriorLedger searches() {
    return new PriorLedger(jdbi(), clock);
  }

  private Jdbi jdbi() {
    return Jdbi.create(database.dataSource());
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
    crash();
  }
}
