package org.juxta.plugin.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder deploy/ of the checkout that is being tested. */
final class DeployFolder {
  private DeployFolder() {}

  static Path file(String name) {
    return Path.of(System.getProperty("basedir", "."), "..", "deploy", name).normalize();
  }

  static String text(String name) throws IOException {
    return Files.readString(file(name));
  }
}
