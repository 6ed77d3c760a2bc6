package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.dataset.record.InstructionRecord;
import org.juxta.inference.dataset.record.RecordAudit;
import org.juxta.inference.dataset.record.RecordFile;
import org.juxta.inference.dataset.record.RecordProblem;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at files of instruction records before a model learns from them. */
@Command(
    name = "dataset",
    description =
        "Checks and audits files of multi-image instruction records (the JSON form of Med-MIM).",
    subcommands = {DatasetCommand.Check.class, DatasetCommand.Audit.class})
final class DatasetCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "dataset: check or audit is missing");
  }

  @Command(
      name = "check",
      sortOptions = false,
      description = "Names every record that cannot be used, by file and place, and the reason.")
  static final class Check implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON files of records")
    private List<Path> files = List.of();

    @Option(
        names = "--images",
        paramLabel = "DIR",
        description = "folder that image paths start from; without it images are not looked for")
    private @Nullable Path images;

    @Option(
        names = "--skip-bad",
        description = "count bad records and exit 0 all the same; else one bad record gives exit 1")
    private boolean skipBad;

    @Override
    public Integer call() throws IOException {
      Console console = Console.standard();
      boolean good = true;
      for (Path file : files) {
        RecordFile read = RecordFile.read(file, images);
        read.problems().forEach(problem -> console.line(problem.toString()));
        long bad = read.problems().stream().mapToInt(RecordProblem::index).distinct().count();
        console.line(file + ": " + read.records().size() + " records right, " + bad + " bad");
        good &= bad == 0;
      }
      return good || skipBad ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  @Command(
      name = "audit",
      sortOptions = false,
      description = {
        "Prints what can be answered without an image, and how many records are measured with whose"
            + " images are also learned from. Bad records are left out; see check."
      })
  static final class Audit implements Callable<Integer> {
    @Option(
        names = "--learned",
        paramLabel = "FILE",
        description = "records that a model is tuned on (repeatable)")
    private List<Path> learned = List.of();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "records it is measured with")
    private List<Path> measured = List.of();

    @Override
    public Integer call() throws IOException {
      List<InstructionRecord> known = new ArrayList<>();
      for (Path file : learned) {
        known.addAll(RecordFile.read(file, null).records());
      }
      TextTable table =
          new TextTable(
              "file",
              "closed",
              "chance",
              "one letter",
              "one answer",
              "longest",
              "unanswerable",
              "answer twice",
              "images learned");
      for (Path file : measured) {
        RecordAudit audit = RecordAudit.of(known, RecordFile.read(file, null).records());
        table.row(
            String.valueOf(file.getFileName()),
            Integer.toString(audit.closed()),
            share(audit.chance()),
            share(audit.majorityLetter()),
            share(audit.majorityAnswer()),
            share(audit.longest()),
            Integer.toString(audit.unanswerable()),
            Integer.toString(audit.repeatedAnswer()),
            Integer.toString(audit.shared()));
      }
      table.lines().forEach(Console.standard()::line);
      return ExitCode.OK;
    }

    private static String share(double share) {
      return String.format(Locale.ROOT, "%.3f", share);
    }
  }
}
