package org.juxta.dicom.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of this package: tab-separated columns, lines that begin with # are remarks. */
final class Table {
  private Table() {}

  /** The rows, each with the given number of columns. */
  static List<String[]> rows(String name, int columns) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> columns(name, line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] columns(String name, String line, int columns) {
    String[] values = line.split("\t", -1);
    if (values.length != columns) {
      throw new IllegalStateException(name + ": not " + columns + " columns: " + line);
    }
    return values;
  }
}
