package org.juxta.dicom.objects;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of all associations, those that wait at the same time in one transaction. Whoever
 * comes first writes for all that have come until then; the others find their answer ready when it
 * is their turn. So the cost of a commit is shared by all that wait for it, and one alone waits for
 * nobody.
 */
final class GroupCommit {
  /** One row and, once {@link #writing} was held for it, what became of it. */
  private static final class Waiting {
    final InstanceRow row;
    @Nullable Reception reception;
    @Nullable Throwable failure;

    Waiting(InstanceRow row) {
      this.row = row;
    }

    boolean isAnswered() {
      return reception != null || failure != null;
    }
  }

  private final InstanceTable table;
  private final DataSource database;
  private final Clock clock;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock(true);
  private boolean closed;

  GroupCommit(InstanceTable table, DataSource database, Clock clock) {
    this.table = table;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns when the row is durable.
   *
   * @throws StoreFailedException if it could not be written
   */
  Reception commit(InstanceRow row) throws StoreFailedException {
    Waiting mine = new Waiting(row);
    queue.add(mine);
    writing.lock();
    try {
      if (!mine.isAnswered()) {
        writeQueued();
      }
    } finally {
      writing.unlock();
    }
    if (mine.reception != null) {
      return mine.reception;
    }
    if (mine.failure instanceof StoreFailedException failed) {
      throw failed;
    }
    throw new StoreFailedException(
        "cannot write the row of the object: " + mine.failure, mine.failure);
  }

  private void writeQueued() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
    }
    try {
      List<Reception> receptions = write(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).reception = receptions.get(i);
      }
    } catch (StoreFailedException | SQLException | RuntimeException | Error e) {
      // An error too: who waits behind this one must not wait for ever, nor be told Success.
      batch.forEach(waiting -> waiting.failure = e);
    }
  }

  private List<Reception> write(List<Waiting> batch) throws StoreFailedException, SQLException {
    if (closed) {
      throw new StoreFailedException("the object store is closed", null);
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
      } catch (SQLException | StoreFailedException | RuntimeException | Error e) {
        rollBack(connection, autoCommit, e);
        throw e;
      }
      // Only now: to set it within a transaction that could not be rolled back would commit that.
      connection.setAutoCommit(autoCommit);
    }
    return receptions;
  }

  private static void rollBack(Connection connection, boolean autoCommit, Throwable cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      // The pool rolls back, or drops, a connection that comes back with a transaction open.
      cause.addSuppressed(e);
    }
  }

  private static void commit(Connection connection) throws StoreFailedException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new StoreFailedException("cannot commit the row of the object: " + e, e, true);
    }
  }

  /** Waits for a commit that is under way; none follows. */
  void close() {
    writing.lock();
    try {
      closed = true;
    } finally {
      writing.unlock();
    }
  }
}
