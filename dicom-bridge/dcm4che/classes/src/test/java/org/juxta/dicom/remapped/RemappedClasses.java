package org.juxta.dicom.remapped;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;

/** The class files that the module's jar will hold. */
final class RemappedClasses {
  private RemappedClasses() {}

  /** Returns the directory of the class files. */
  static Path root() {
    try {
      return Path.of(Attributes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of all classes, with slashes. */
  static List<String> internalNames() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .map(file -> root().relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }

  static byte[] bytes(String internalName) throws IOException {
    return Files.readAllBytes(root().resolve(internalName + ".class"));
  }
}
