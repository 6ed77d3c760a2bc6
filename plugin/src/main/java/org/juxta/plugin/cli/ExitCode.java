package org.juxta.plugin.cli;

/** What the process ends with. */
final class ExitCode {
  /** Did what it was asked. */
  static final int OK = 0;

  /** Tried and did not succeed. */
  static final int FAILED = 1;

  /** Was asked wrongly: a flag, a key or a value. */
  static final int USAGE = 2;

  private ExitCode() {}
}
