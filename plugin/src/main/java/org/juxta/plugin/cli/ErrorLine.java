package org.juxta.plugin.cli;

import org.juxta.plugin.config.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on one line of standard error what went wrong; the stack trace comes with --debug only. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final String DEBUG_FLAG = "--debug";

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, name + ": " + oneLine(e) + "; see '" + name + " --help'");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    print(command, command.getCommandSpec().qualifiedName() + ": " + oneLine(e));
    if (debug(parsed)) {
      e.printStackTrace(command.getErr());
      command.getErr().flush();
    }
    return e instanceof SettingsException ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static boolean debug(ParseResult parsed) {
    return parsed.originalArgs().contains(DEBUG_FLAG);
  }

  private static void print(CommandLine command, String line) {
    command.getErr().println(line);
    command.getErr().flush();
  }

  private static String oneLine(Exception e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return e.getClass().getSimpleName() + " (no reason given; --debug shows where)";
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
