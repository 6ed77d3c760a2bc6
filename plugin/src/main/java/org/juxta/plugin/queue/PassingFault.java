package org.juxta.plugin.queue;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the faults of our surroundings, which pass when somebody mends them, from those of the work
 * itself, which come back each time: a full disk, a lost mount, a database that does not answer.
 */
final class PassingFault {
  /** SQLITE_CONSTRAINT: about the row and not the database. */
  private static final int SQLITE_CONSTRAINT = 19;

  /** SQLSTATE class of violated constraints. */
  private static final String CONSTRAINT_CLASS = "23";

  private static final int DEEPEST_CAUSE = 20;

  private PassingFault() {}

  /** Whether a file system or database stands behind a failure. */
  static boolean isOne(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof IOException
          || (cause instanceof SQLException sql && !isAboutTheRow(sql))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isAboutTheRow(SQLException e) {
    return (e.getSQLState() != null && e.getSQLState().startsWith(CONSTRAINT_CLASS))
        || (e.getErrorCode() & 0xFF) == SQLITE_CONSTRAINT;
  }
}
