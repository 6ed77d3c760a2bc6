package org.juxta.plugin.cli;

/** A command that cannot do what it was asked; the message is the one line that a person reads. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
