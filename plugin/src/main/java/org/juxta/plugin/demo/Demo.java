package org.juxta.plugin.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.report.ReportReader;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.service.Juxta;

/**
 * The main job on a simulated patient: both studies go by C-STORE to a Juxta of its own, and the
 * report comes back by C-STORE to a small archive. What is shown was read from the report in the
 * archive.
 */
public final class Demo implements AutoCloseable {
  private static final String MODALITY = "DEMOMODALITY";
  private static final String QUIET_PERIOD = "2s";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** The presentation state comes right behind the report, unless the reading failed. */
  private static final Duration WAIT_FOR_PRESENTATION = Duration.ofSeconds(20);

  private final Console console;
  private final Path out;
  private final Workplace work;
  private final DemoArchive archive;
  private final Juxta juxta;
  private final ArchiveNode node;

  private Demo(
      Console console,
      Path out,
      Workplace work,
      DemoArchive archive,
      Juxta juxta,
      ArchiveNode node) {
    this.console = console;
    this.out = out;
    this.work = work;
    this.archive = archive;
    this.juxta = juxta;
    this.node = node;
  }

  /**
   * Starts Juxta and the archive on free loopback ports, with state of their own that is gone when
   * the demo is closed.
   *
   * @param out where the results are left; files of the same names are replaced, others left alone
   * @param model loads the reader
   * @param version of this software
   */
  public static Demo start(Console console, Path out, Supplier<Reader> model, String version)
      throws IOException {
    Files.createDirectories(out);
    Workplace work = new Workplace();
    try {
      DemoArchive archive = work.opened(new DemoArchive(work.resolve("archive")));
      Settings settings = settings(work, archive.node());
      Juxta juxta =
          work.opened(
              console.step(
                  "Juxta and the archive started, model loaded",
                  () ->
                      Juxta.start(settings, model, version, Clock.system(ZoneId.systemDefault()))));
      ArchiveNode node = new ArchiveNode(settings.aeTitle(), settings.host(), juxta.port());
      console.line("            Juxta is " + node + ", the archive " + archive.node());
      return new Demo(console, out, work, archive, juxta, node);
    } catch (IOException | RuntimeException e) {
      work.close();
      throw e;
    }
  }

  private static Settings settings(Workplace work, ArchiveNode archive) {
    SettingsSource ours =
        SettingsSource.of(
            Map.of(
                "host",
                DemoArchive.HOST,
                "port",
                "0",
                "data",
                work.resolve("juxta").toString(),
                "archive",
                List.of(archive.toString()),
                "web",
                "off",
                "quiet-period",
                QUIET_PERIOD));
    return SettingsCheck.check(ours);
  }

  /**
   * Plays one patient.
   *
   * @return whether the report came back
   */
  public boolean play(long seed) throws IOException, InterruptedException {
    SimulatedPatient patient = new PatientSimulator().simulate(seed);
    PatientFolder folder = console.step("radiographs drawn and written", () -> draw(patient));
    console.step("prior study sent", () -> send(folder.prior()));
    console.step("current study sent", () -> send(folder.current()));
    DemoWatch watch = new DemoWatch(console, juxta, archive);
    String study = folder.current().studyInstanceUid();
    Optional<StoredInstance> report = watch.report(study, LONGEST_WAIT);
    if (report.isEmpty()) {
      console.line("No report came back within " + LONGEST_WAIT.toMinutes() + " minutes.");
      return false;
    }
    show(folder, report.get(), watch);
    return true;
  }

  private PatientFolder draw(SimulatedPatient patient) throws IOException {
    try (ProgressBar progress = Console.progress("radiographs", PatientFolder.IMAGES)) {
      return PatientFolder.writeInto(patient, out, progress::step);
    }
  }

  /** One association for the study. */
  private SendOutcome send(SimulatedFiles study) throws IOException {
    try (ArchiveClient modality = new ArchiveClient(MODALITY, Timeouts.DEFAULT)) {
      SendOutcome outcome = modality.store(node, study.files());
      if (outcome instanceof SendOutcome.Delivered) {
        return outcome;
      }
      throw new IOException("the study was not taken: " + outcome);
    }
  }

  private void show(PatientFolder folder, StoredInstance report, DemoWatch watch)
      throws IOException, InterruptedException {
    Path file = out.resolve("report.dcm");
    Files.copy(report.file(), file, StandardCopyOption.REPLACE_EXISTING);
    ReadingFile reading = ReadingFile.of(ReportReader.read(file));
    Optional<StoredInstance> presentation =
        reading.succeeded()
            ? watch.presentation(reading.studyInstanceUid(), WAIT_FOR_PRESENTATION)
            : Optional.empty();
    if (presentation.isPresent()) {
      Files.copy(
          presentation.get().file(),
          out.resolve("presentation.dcm"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    JsonFile.write(reading, out.resolve("reading.json"));
    Comparison.write(folder, reading, out.resolve("comparison.png"));
    console.line("");
    console.line("Prior: " + reading.comparison());
    if (!reading.succeeded()) {
      console.line("The reading failed: " + reading.failure());
    }
    console.line("");
    FindingsTable.lines(reading, folder.patient(), folder.current().image(View.PA).boxes())
        .forEach(console::line);
    console.line("");
    console.line(reading.model() + " " + reading.modelVersion() + ". " + reading.notice());
    console.line(
        "Left in "
            + out
            + ": prior/ current/ truth.json reading.json report.dcm "
            + (presentation.isPresent() ? "presentation.dcm " : "")
            + "comparison.png");
  }

  /** Stops everything and removes its state; what was left for the user stays. */
  @Override
  public void close() throws IOException {
    work.close();
  }
}
