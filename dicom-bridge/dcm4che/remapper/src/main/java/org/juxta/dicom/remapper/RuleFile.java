package org.juxta.dicom.remapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A rules file: one rule a line, its columns apart by blanks, {@code #} opening a comment line. */
final class RuleFile {
  private RuleFile() {}

  /**
   * Reads the rules of a file.
   *
   * @param columns how many columns every rule must have
   * @throws RemapException naming file and line if a rule has another number of columns
   */
  static List<List<String>> read(Path file, int columns) throws IOException {
    List<List<String>> rules = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> rule = List.of(line.strip().split("\\s+"));
      if (rule.size() != columns) {
        throw new RemapException(
            "%s:%d: %d columns instead of %d".formatted(file, number, rule.size(), columns));
      }
      rules.add(rule);
    }
    return rules;
  }
}
