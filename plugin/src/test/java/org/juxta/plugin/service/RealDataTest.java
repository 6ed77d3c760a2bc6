package org.juxta.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.FileOutcome;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.report.ReportReader;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.SharedData;
import org.juxta.dicom.testing.WrapHannover;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.console.TextTable;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.ScriptedReader;

/**
 * Sends real files, odd and broken ones among them, through a running Juxta: nothing crashes, and
 * every study that was accepted has a report or a recorded reason. Minutes long, so a command of
 * its own: {@code mvn test -pl plugin -am -Dtest=RealDataTest -Djuxta.excludedGroups=
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("heavy")
class RealDataTest {
  private static final Duration LONG = Duration.ofMinutes(20);
  private static final Set<StudyState> ENDS =
      Set.of(StudyState.DELIVERED, StudyState.NOT_READ, StudyState.FAILED);

  private final Path directory;

  RealDataTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void everyDicomFileGetsAReportOrAReason() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SharedData.require("data/dicom"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Map<StudyState, Long> ends = sendThrough(files);
    assertThat(ends.getOrDefault(StudyState.FAILED, 0L)).isZero();
  }

  @Test
  void everyHannoverRadiographIsReadAgainstTheOneBefore() throws Exception {
    List<Path> files =
        WrapHannover.wrap(SharedData.require("data/hannover"), directory.resolve("hannover"));
    Map<StudyState, Long> ends = sendThrough(files);
    assertThat(ends).containsExactly(Map.entry(StudyState.DELIVERED, (long) files.size()));
  }

  private Map<StudyState, Long> sendThrough(List<Path> files) throws IOException {
    try (RunningListener archive = RunningListener.in(directory.resolve("archive"));
        Juxta juxta = start(archive.node())) {
      tell("file", count(send(juxta, files)));
      Awaitility.await("every study has come to an end")
          .atMost(LONG)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  !juxta.studies().all().isEmpty()
                      && juxta.studies().all().stream()
                          .allMatch(row -> ENDS.contains(row.state())));
      List<StudyRow> studies = juxta.studies().all();
      assertThat(studies)
          .filteredOn(row -> row.state() != StudyState.DELIVERED)
          .allSatisfy(row -> assertThat(row.reason()).isNotBlank());
      tell("study", count(studies.stream().map(RealDataTest::end).toList()));
      tell(
          "report",
          count(
              archive.stored().stream()
                  .filter(instance -> instance.modality().equals("SR"))
                  .map(RealDataTest::summary)
                  .toList()));
      return studies.stream()
          .collect(Collectors.groupingBy(StudyRow::state, TreeMap::new, Collectors.counting()));
    }
  }

  private Juxta start(ArchiveNode archive) throws IOException {
    SettingsSource source =
        SettingsSource.of(
            Map.of(
                "port",
                "0",
                "data",
                directory.resolve("data").toString(),
                "archive",
                List.of(archive.toString()),
                "web",
                "off",
                "quiet-period",
                "3s"));
    return Juxta.start(SettingsCheck.check(source), ScriptedReader::new, "test", Clock.systemUTC());
  }

  /** What became of each file on the way in. */
  private static List<String> send(Juxta juxta, List<Path> files) {
    try (ArchiveClient sender = new ArchiveClient("SENDER", Timeouts.DEFAULT)) {
      return sender.storeEach(new ArchiveNode("JUXTA", "127.0.0.1", juxta.port()), files).stream()
          .map(RealDataTest::entry)
          .toList();
    }
  }

  private static String entry(FileOutcome file) {
    SendOutcome outcome = file.outcome();
    if (outcome instanceof SendOutcome.Refused refused) {
      return refused.status() == SendOutcome.Refused.NOT_SENT
          ? "not sent, no Part 10 file"
          : "refused with %04XH".formatted(refused.status());
    }
    return outcome instanceof SendOutcome.Delivered ? "stored" : "not answered: " + outcome;
  }

  private static String end(StudyRow row) {
    return row.reason() == null ? row.state().name() : row.state() + ": " + row.reason();
  }

  private static String summary(StoredInstance stored) {
    try {
      ReportContent report = ReportReader.read(stored.file());
      return !report.outcome().succeeded()
          ? "failed reading: " + report.outcome().failureReason()
          : report.comparison().done() ? "read against its prior" : "read alone";
    } catch (IOException e) {
      return "not readable: " + e.getMessage();
    }
  }

  private static Map<String, Long> count(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static void tell(String what, Map<String, Long> counts) {
    TextTable table = new TextTable("number", what);
    counts.forEach((name, number) -> table.row(number.toString(), name));
    System.out.println(String.join("\n", table.lines()) + "\n");
  }
}
