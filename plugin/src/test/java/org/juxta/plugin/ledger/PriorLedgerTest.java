package org.juxta.plugin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.database.Database;

class PriorLedgerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Database database;
  private final Jdbi jdbi;

  PriorLedgerTest(@TempDir Path directory) {
    database = Database.open(directory.resolve(Database.FILE));
    jdbi = Jdbi.create(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeIsKeptWithItsRanking(PriorOutcome outcome) {
    new StudyLedger(jdbi, CLOCK).arrived("1.2");
    boolean here = outcome == PriorOutcome.FETCHED || outcome == PriorOutcome.HELD;
    PriorSearchRow row =
        new PriorSearchRow(
            "1.2",
            1,
            outcome,
            here ? "1.1" : null,
            "note",
            new PriorRanking(
                "reason",
                List.of(new PriorRanking.Asked("PACS", "1 study")),
                List.of(
                    new PriorRanking.Candidate(
                        "1.1", "2025-03-04", "DX", "CHEST", "PACS", true, "chosen"))));
    PriorLedger ledger = new PriorLedger(jdbi, CLOCK);

    ledger.record(row);
    ledger.record(new PriorSearchRow("1.2", 1, PriorOutcome.NONE, null, "later", row.ranking()));

    assertThat(ledger.find("1.2", 1)).contains(row);
    assertThat(ledger.find("1.2", 2)).isEmpty();
  }

  @Test
  void whatCameBeforeItWasAskedForOrADayLaterWasSent() {
    FetchedInstances fetched = new FetchedInstances(jdbi, CLOCK);
    fetched.ask("1.1", "PACS", "1.2", Set.of("1.1.9"));
    StoredInstance before = instance("1.1.9", NOW.minusMillis(1));
    StoredInstance fetchedOne = instance("1.1.9", NOW.plusSeconds(60));
    StoredInstance late = instance("1.1.9", NOW.plus(Duration.ofDays(1)));
    StoredInstance other = instance("1.1.8", NOW.plusSeconds(60));

    for (FetchedInstances one : List.of(fetched, new FetchedInstances(jdbi, CLOCK))) {
      assertThat(one.isAsked(fetchedOne)).isTrue();
      assertThat(one.isAsked(before)).isFalse();
      assertThat(one.isAsked(late)).isFalse();
      assertThat(one.isAsked(other)).isFalse();
      assertThat(one.sent("1.1", List.of(before, fetchedOne, late, other)))
          .containsExactly(before, late, other);
    }
  }

  private static StoredInstance instance(String sop, Instant receivedAt) {
    return new StoredInstance(
        sop, "1.2.3", "1.1", "1.1.1", "P", "", "DX", "1.2", Path.of("none"), receivedAt, "PACS");
  }
}
