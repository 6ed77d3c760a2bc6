package org.juxta.plugin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry of the program. */
@Command(
    name = "juxta",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Reads a radiograph against its prior and answers with a DICOM Structured Report."
            + " Not for clinical use.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:did what it was asked",
      "1:tried and did not succeed",
      "2:was asked wrongly: a flag, a key or a value"
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      PriorsCommand.class,
      PhantomCommand.class,
      BenchCommand.class,
      DatasetCommand.class,
      AskCommand.class,
      ModelCommand.class,
      ReportCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = ErrorLine.DEBUG_FLAG,
      scope = ScopeType.INHERIT,
      description = "show the stack trace of an error")
  @SuppressWarnings("UnusedVariable") // looked up by its name when an error is shown
  private boolean debug;

  /** The property that logback.xml takes the level of Juxta's own log from. */
  private static final String LOG_LEVEL = "juxta.log";

  public static void main(String[] args) {
    if (args.length > 0 && !args[0].equals("serve") && System.getProperty(LOG_LEVEL) == null) {
      // A person reads what the other commands print; the log says only what went wrong.
      System.setProperty(LOG_LEVEL, "WARN");
    }
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    ErrorLine errors = new ErrorLine();
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
