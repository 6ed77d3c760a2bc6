package org.juxta.inference.lvlm.family;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A fixture's checkpoint in a directory of its own, to be broken. */
final class FixtureCopy {
  private FixtureCopy() {}

  static void of(String name, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(ParityFixture.of(name).directory())) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith("exp")).toList()) {
        Files.copy(
            file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Changes one place in a text file. */
  static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }
}
