package org.juxta.plugin.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states. */
public final class Version implements IVersionProvider {

  /** For example {@code 0.1.0}; {@code development} when not run from the jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"juxta " + text()};
  }
}
