package org.juxta.dicom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an object store has on its disk. */
public final class KeptFiles {
  private KeptFiles() {}

  /** The files with something in them; empty ones wait for objects. */
  public static List<Path> in(Path storeDirectory) throws IOException {
    try (Stream<Path> walk = Files.walk(storeDirectory.resolve("objects"))) {
      return walk.filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0).toList();
    }
  }
}
