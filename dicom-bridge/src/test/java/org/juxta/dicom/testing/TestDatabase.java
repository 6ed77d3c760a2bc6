package org.juxta.dicom.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * A database as the program makes its own: SQLite in WAL mode, durable commits, schema by Flyway.
 */
public final class TestDatabase {
  private TestDatabase() {}

  /** Opens or creates it in a directory; close it after the store. */
  public static HikariDataSource open(Path directory) {
    Properties pragmas = new Properties();
    pragmas.setProperty("journal_mode", "WAL");
    pragmas.setProperty("synchronous", "FULL");
    pragmas.setProperty("busy_timeout", "10000");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + directory.resolve("juxta.sqlite"));
    config.setDataSourceProperties(pragmas);
    config.setMaximumPoolSize(4);
    HikariDataSource database = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:org/juxta/dicom/objects/schema")
        .load()
        .migrate();
    return database;
  }
}
