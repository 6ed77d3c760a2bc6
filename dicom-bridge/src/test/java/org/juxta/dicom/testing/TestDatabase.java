package org.juxta.dicom.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A database as the program makes its own: SQLite in WAL mode, durable commits, schema by Flyway.
 */
public final class TestDatabase {
  private static byte @Nullable [] migrated;

  private TestDatabase() {}

  /** Opens or creates it in a directory; close it after the store. */
  public static HikariDataSource open(Path directory) throws IOException {
    Path file = directory.resolve("juxta.sqlite");
    if (!Files.exists(file)) {
      Files.write(file, migrated(directory));
    }
    return pool(file);
  }

  /** The database file with an empty schema; made once, since Flyway takes its time. */
  private static synchronized byte[] migrated(Path directory) throws IOException {
    if (migrated == null) {
      Path file = Files.createTempFile(directory, "migrated", ".sqlite");
      try (HikariDataSource database = pool(file)) {
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:org/juxta/dicom/objects/schema")
            .load()
            .migrate();
      }
      migrated = Files.readAllBytes(file);
      Files.delete(file);
    }
    return migrated;
  }

  private static HikariDataSource pool(Path file) {
    Properties pragmas = new Properties();
    pragmas.setProperty("journal_mode", "WAL");
    pragmas.setProperty("synchronous", "FULL");
    pragmas.setProperty("busy_timeout", "10000");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setDataSourceProperties(pragmas);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }
}
