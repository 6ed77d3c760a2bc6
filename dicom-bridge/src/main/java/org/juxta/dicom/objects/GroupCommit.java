package org.juxta.dicom.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Writes the rows of all associations: one thread takes whatever waits, makes the directory entries
 * durable and commits the rows in one transaction. So the cost of a commit is shared by all that
 * wait for it, and one alone waits for nobody.
 */
final class GroupCommit implements AutoCloseable {
  private static final int LARGEST_BATCH = 256;

  private record Waiting(InstanceRow row, CompletableFuture<Reception> answer) {}

  private final InstanceTable table;
  private final ObjectFiles files;
  private final DataSource database;
  private final Clock clock;

  /** Holds at most one entry of each association. */
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

  private final Thread writer;
  private volatile boolean closing;

  GroupCommit(InstanceTable table, ObjectFiles files, DataSource database, Clock clock) {
    this.table = table;
    this.files = files;
    this.database = database;
    this.clock = clock;
    this.writer = new Thread(this::writeRows, "object-store-commit");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Returns when the row is durable.
   *
   * @throws StoreFailedException if it could not be written; there is no row then
   */
  Reception commit(InstanceRow row) throws StoreFailedException {
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    synchronized (this) {
      if (closing) {
        throw new StoreFailedException("the object store is closed", null);
      }
      queue.add(waiting);
    }
    try {
      return waiting.answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailedException("interrupted while waiting for the database", e, true);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreFailedException failed
          ? failed
          : new StoreFailedException("cannot write the row of the object: " + e.getCause(), e);
    }
  }

  private void writeRows() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, LARGEST_BATCH - 1);
          answer(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void answer(List<Waiting> batch) {
    try {
      List<Reception> receptions = write(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(receptions.get(i));
      }
    } catch (IOException | SQLException | RuntimeException e) {
      batch.forEach(waiting -> waiting.answer.completeExceptionally(e));
    }
  }

  private List<Reception> write(List<Waiting> batch) throws IOException, SQLException {
    Set<Path> directories = new HashSet<>();
    batch.forEach(waiting -> directories.add(files.shardOf(waiting.row.id())));
    for (Path directory : directories) {
      ObjectFiles.syncDirectory(directory);
    }
    List<Reception> receptions = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (InstanceTable.Batch rows = table.new Batch(connection)) {
        for (Waiting waiting : batch) {
          receptions.add(rows.insert(waiting.row, clock.instant()));
        }
        commit(connection);
      } catch (SQLException | StoreFailedException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    }
    return receptions;
  }

  private static void commit(Connection connection) throws StoreFailedException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new StoreFailedException("cannot commit the row of the object: " + e, e, true);
    }
  }

  /** Writes what still waits, then stops. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
