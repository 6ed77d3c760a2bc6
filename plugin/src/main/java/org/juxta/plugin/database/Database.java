package org.juxta.plugin.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The SQLite file that holds all state, with its schema brought up to this version's.
 *
 * <p>A committed transaction is on disk (WAL with {@code synchronous=FULL}). Transactions take the
 * write lock when they begin, so that two writers wait for one another rather than fail halfway.
 */
public final class Database implements AutoCloseable {
  /** Its name in the data directory. */
  public static final String FILE = "juxta.db";

  private static final int CONNECTIONS = 12;
  private static final Duration WAIT_FOR_LOCK = Duration.ofSeconds(30);

  /** Migrations V1xx belong to the object store, V2xx to this module; they come in any order. */
  private static final String[] MIGRATIONS = {
    "classpath:org/juxta/dicom/objects/schema", "classpath:org/juxta/plugin/database/schema"
  };

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Opens or creates the file and migrates it. */
  public static Database open(Path file) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("juxta");
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(CONNECTIONS);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", String.valueOf(WAIT_FOR_LOCK.toMillis()));
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations(MIGRATIONS)
          .outOfOrder(true)
          .failOnMissingLocations(true)
          .load()
          .migrate();
      return new Database(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * What another process keeps, to be read beside it; empty when there is no such file. Its schema
   * is that of the version which runs.
   */
  public static Optional<Jdbi> reading(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String url = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:/");
    return Optional.of(Jdbi.create(url + "?mode=ro"));
  }

  /** Connections for everybody who keeps state. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
