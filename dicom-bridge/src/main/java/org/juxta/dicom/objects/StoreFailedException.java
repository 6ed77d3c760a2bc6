package org.juxta.dicom.objects;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The object cannot be kept now (disk full, write or database error). Worth sending again later.
 */
public final class StoreFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean rowMayExist;

  public StoreFailedException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  StoreFailedException(String message, @Nullable Throwable cause, boolean rowMayExist) {
    super(message, cause);
    this.rowMayExist = rowMayExist;
  }

  /**
   * Whether the database failed in the commit itself, so that its answer does not tell what it
   * holds.
   */
  boolean rowMayExist() {
    return rowMayExist;
  }
}
