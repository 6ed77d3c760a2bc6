package org.juxta.plugin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.queue.ManualClock;

class LedgerTest {
  private static final String STUDY = "1.2.3";

  private final Database database;
  private final Jdbi jdbi;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final StudyLedger studies;
  private final ReadingLedger readings;
  private final ReportLedger reports;

  LedgerTest(@TempDir Path directory) {
    this.database = Database.open(directory.resolve("juxta.db"));
    this.jdbi = Jdbi.create(database.dataSource());
    this.studies = new StudyLedger(jdbi, clock);
    this.readings = new ReadingLedger(jdbi, studies, clock);
    this.reports = new ReportLedger(jdbi, studies, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstImageOpensTheStudy() {
    assertThat(studies.arrived(STUDY))
        .isEqualTo(new StudyRow(STUDY, StudyState.RECEIVING, 0, 0, 1, null));
    assertThat(studies.arrived(STUDY))
        .isEqualTo(new StudyRow(STUDY, StudyState.RECEIVING, 0, 0, 2, null));
    assertThat(studies.all()).hasSize(1);
  }

  @Test
  void aRoundIsCompletedOnce() {
    StudyRow seen = studies.arrived(STUDY);
    assertThat(studies.quiet(seen, 2)).hasValue(1);
    assertThat(studies.quiet(seen, 2)).isEmpty();
    assertThat(studies.find(STUDY))
        .contains(new StudyRow(STUDY, StudyState.COMPLETE, 1, 2, 1, null));
  }

  @Test
  void anArrivalThatWasNotCountedKeepsTheStudyReceiving() {
    StudyRow seen = studies.arrived(STUDY);
    studies.arrived(STUDY);
    assertThat(studies.quiet(seen, 2)).isEmpty();
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
  }

  @Test
  void aReadingOfAStudyThatGrewMeanwhileIsNotRecorded() {
    toReading(1);
    studies.arrived(STUDY);
    assertThat(readings.record(reading(1))).isFalse();
    assertThat(readings.find(STUDY, 1)).isEmpty();
  }

  @Test
  void anEventOfAnOlderRoundChangesNothing() {
    toReading(1);
    studies.arrived(STUDY);
    toReading(2);
    assertThat(readings.record(reading(1))).isFalse();
    assertThat(readings.record(reading(2))).isTrue();
  }

  @Test
  void aReportIsRecordedOnceWithADeliveryForEachArchive() {
    toReading(1);
    readings.record(reading(1));
    ReportRow report = new ReportRow("9.1", "9", STUDY, 1, "9.1.dcm", null);
    assertThat(reports.record(report, List.of("PACS", "VNA"))).isTrue();
    assertThat(reports.record(report, List.of("PACS", "VNA"))).isFalse();
    assertThat(reports.deliveries("9.1"))
        .extracting(DeliveryRow::key)
        .containsExactly("9.1@PACS", "9.1@VNA");
    assertThat(reports.pending()).hasSize(2);
  }

  @Test
  void theStudyIsDeliveredWhenTheLastArchiveHasTheReport() {
    toReported(1, "9.1", List.of("PACS", "VNA"));
    List<DeliveryRow> deliveries = reports.deliveries("9.1");
    reports.delivered(deliveries.get(0), "stored");
    assertThat(state()).isEqualTo(StudyState.REPORTED);
    reports.tried(deliveries.get(1), clock.instant().plusSeconds(5), "no answer");
    assertThat(state()).isEqualTo(StudyState.REPORTED);
    reports.delivered(deliveries.get(1), "stored");
    assertThat(state()).isEqualTo(StudyState.DELIVERED);
    assertThat(reports.deliveries("9.1"))
        .extracting(DeliveryRow::state, DeliveryRow::attempts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DeliveryState.DELIVERED, 1),
            org.assertj.core.groups.Tuple.tuple(DeliveryState.DELIVERED, 2));
  }

  @Test
  void aDeliveredReportStaysDelivered() {
    toReported(1, "9.1", List.of("PACS"));
    DeliveryRow delivery = reports.deliveries("9.1").get(0);
    reports.delivered(delivery, "stored");
    clock.advance(Duration.ofMinutes(1));
    reports.tried(delivery, clock.instant(), "too late");
    assertThat(reports.deliveries("9.1").get(0).lastOutcome()).isEqualTo("stored");
  }

  @Test
  void aDeliveryGivenUpFailsTheStudyWithItsReason() {
    toReported(1, "9.1", List.of("PACS"));
    reports.givenUp(reports.deliveries("9.1").get(0), "refused with A900");
    assertThat(studies.find(STUDY).orElseThrow())
        .isEqualTo(
            new StudyRow(STUDY, StudyState.FAILED, 1, 1, 1, "delivery to PACS: refused with A900"));
  }

  @Test
  void anOldRoundsDeliveryDoesNotMoveAStudyThatIsReadAgain() {
    toReported(1, "9.1", List.of("PACS"));
    studies.arrived(STUDY);
    reports.delivered(reports.deliveries("9.1").get(0), "stored");
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
    assertThat(reports.latestBefore(STUDY, 2).orElseThrow().sopInstanceUid()).isEqualTo("9.1");
  }

  @Test
  void theDatabaseRefusesAStateThatIsNone() {
    studies.arrived(STUDY);
    assertThatThrownBy(
            () -> jdbi.useHandle(handle -> handle.execute("UPDATE studies SET state = 'LOST'")))
        .hasMessageContaining("CHECK");
  }

  @Test
  void theDatabaseRefusesAFailureWithoutReason() {
    studies.arrived(STUDY);
    assertThatThrownBy(
            () -> jdbi.useHandle(handle -> handle.execute("UPDATE studies SET state = 'FAILED'")))
        .hasMessageContaining("CHECK");
  }

  @Test
  void whatIsRecordedSurvivesReopening(@TempDir Path directory) {
    Path file = directory.resolve("other.db");
    try (Database first = Database.open(file)) {
      new StudyLedger(Jdbi.create(first.dataSource()), clock).arrived(STUDY);
    }
    try (Database second = Database.open(file)) {
      assertThat(new StudyLedger(Jdbi.create(second.dataSource()), clock).all())
          .extracting(StudyRow::studyUid)
          .containsExactly(STUDY);
    }
  }

  private StudyState state() {
    return studies.find(STUDY).orElseThrow().state();
  }

  private void toReading(int round) {
    assertThat(studies.quiet(studies.arrived(STUDY), 1)).hasValue(round);
    studies.apply(STUDY, round, StudyEvent.READING_BEGUN, null);
  }

  private void toReported(int round, String reportUid, List<String> archives) {
    toReading(round);
    readings.record(reading(round));
    reports.record(new ReportRow(reportUid, "9", STUDY, round, reportUid + ".dcm", null), archives);
  }

  private static ReadingRow reading(int round) {
    return new ReadingRow(STUDY, round, null, "no earlier study", "1 of 1 images read", "{}");
  }
}
