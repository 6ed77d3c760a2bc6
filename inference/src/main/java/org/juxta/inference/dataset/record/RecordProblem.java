package org.juxta.inference.dataset.record;

import java.nio.file.Path;

/**
 * Why a record cannot be used.
 *
 * @param file that it is in
 * @param index place in the file's list, from 0
 * @param message what is wrong, and what was expected
 */
public record RecordProblem(Path file, int index, String message) {
  @Override
  public String toString() {
    return file + " record " + index + ": " + message;
  }
}
