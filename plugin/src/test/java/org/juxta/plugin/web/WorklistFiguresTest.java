package org.juxta.plugin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.worklist.WorklistFilter;
import org.juxta.plugin.worklist.WorklistPage;
import org.juxta.plugin.worklist.WorklistTable;

/** How long a page of a worklist of 100,000 studies takes; prints the figures. */
@Tag("heavy")
class WorklistFiguresTest {
  private static final int STUDIES = 100_000;
  private static final int BATCH = 5_000;
  private static final Duration BEARABLE = Duration.ofSeconds(1);

  @Test
  void everyPageOfAHundredThousandStudiesIsFast(@TempDir Path directory) {
    try (Database database = Database.open(directory.resolve("juxta.db"))) {
      Jdbi jdbi = Jdbi.create(database.dataSource());
      fill(jdbi);
      WorklistTable table = new WorklistTable(jdbi);
      measured("warm-up", table, null, null, null);
      measured("first page", table, null, null, null);
      measured("page in the middle", table, null, null, "50000~2.25.50000");
      measured("one state of eight, last rows", table, null, "FAILED", "500~2.25.500");
      assertThat(measured("one name of all", table, "patient 77777", null, null).studies())
          .hasSize(1);
      assertThat(measured("a name that nobody has", table, "nobody", null, null).studies())
          .isEmpty();
    }
  }

  private static WorklistPage measured(
      String what,
      WorklistTable table,
      @Nullable String text,
      @Nullable String state,
      @Nullable String cursor) {
    long start = System.nanoTime();
    WorklistPage page = table.page(new WorklistFilter(text, state, null, cursor, 50));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("%s: %.1f ms%n", what, took.toNanos() / 1e6);
    assertThat(took).as(what).isLessThan(BEARABLE);
    return page;
  }

  private static void fill(Jdbi jdbi) {
    jdbi.useTransaction(
        handle -> {
          for (int from = 0; from < STUDIES; from += BATCH) {
            PreparedBatch batch =
                handle.prepareBatch(
                    "INSERT INTO worklist (study_uid, made_from, received_at, state, images,"
                        + " patient_name, patient_id, study_date, modality, accession,"
                        + " description, prior_date, searched) VALUES (:uid, :i, :i, :state, 2,"
                        + " :name, :name, '2026-03-04', 'DX', '', 'Chest', '', :name)");
            for (int i = from; i < from + BATCH; i++) {
              batch
                  .bind("uid", "2.25." + i)
                  .bind("i", i)
                  .bind("state", i % 8 == 0 ? "FAILED" : "DELIVERED")
                  .bind("name", "patient " + i + " of the hospital, accession 2026-" + i)
                  .add();
            }
            batch.execute();
          }
        });
  }
}
