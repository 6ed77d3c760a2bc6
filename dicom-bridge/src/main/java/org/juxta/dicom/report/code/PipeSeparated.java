package org.juxta.dicom.report.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables beside this class: {@code |} between columns, {@code #} before comments. */
final class PipeSeparated {
  private PipeSeparated() {}

  /**
   * The rows of a table on the class path.
   *
   * @throws IllegalStateException when the table is absent or a row has another number of columns
   */
  static List<List<String>> rows(String resource, int columns) {
    try (InputStream in = PipeSeparated.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("table " + resource + " is not on the class path");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> row(resource, line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("table " + resource + " cannot be read", e);
    }
  }

  private static List<String> row(String resource, String line, int columns) {
    List<String> cells = List.of(line.split("\\|", -1));
    if (cells.size() != columns) {
      throw new IllegalStateException(
          "table " + resource + ": " + columns + " columns expected in \"" + line + "\"");
    }
    return cells;
  }
}
