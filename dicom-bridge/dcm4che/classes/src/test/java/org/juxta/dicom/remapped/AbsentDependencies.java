package org.juxta.dicom.remapped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Prefixes (with slashes) of the libraries that bus treats as optional and Juxta leaves out. */
final class AbsentDependencies {
  private final List<String> prefixes;

  private AbsentDependencies(List<String> prefixes) {
    this.prefixes = prefixes;
  }

  static AbsentDependencies load() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            AbsentDependencies.class.getResourceAsStream("/absent-dependencies.txt"))) {
      return new AbsentDependencies(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\\s+", 2)[0].replace('.', '/'))
              .toList());
    }
  }

  List<String> prefixes() {
    return prefixes;
  }

  boolean contain(String internalName) {
    return prefixes.stream().anyMatch(internalName::startsWith);
  }
}
