package org.juxta.dicom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The parts of CONFORMANCE.md that are made from the code. {@code -Djuxta.conformance=write} writes
 * them anew.
 */
public final class ConformanceStatement {
  private static final Path FILE = Path.of("CONFORMANCE.md");

  private ConformanceStatement() {}

  /** Fails when the part of this name says something else than the code does. */
  public static void requirePart(String name, String text) throws IOException {
    String begin = "<!-- " + name + ": made from the code -->\n";
    String end = "<!-- end of " + name + " -->\n";
    String statement = Files.readString(FILE);
    assertThat(statement).contains(begin, end);
    if ("write".equals(System.getProperty("juxta.conformance"))) {
      statement =
          statement.substring(0, statement.indexOf(begin) + begin.length())
              + text
              + statement.substring(statement.indexOf(end));
      Files.writeString(FILE, statement);
    }
    assertThat(statement)
        .as("CONFORMANCE.md is stale; -Djuxta.conformance=write writes it anew")
        .contains(begin + text + end);
  }
}
