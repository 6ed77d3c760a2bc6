package org.juxta.plugin.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.database.Database;
import org.juxta.plugin.ledger.PriorLedger;
import org.juxta.plugin.ledger.PriorRanking;
import org.juxta.plugin.ledger.PriorSearchRow;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.StudyLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is known of the priors of studies. */
@Command(
    name = "priors",
    description = "Says how the priors of studies were chosen.",
    subcommands = PriorsCommand.Explain.class)
final class PriorsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "priors: a command is missing; try explain");
  }

  /** Prints the ranking of one study, also while Juxta runs. */
  @Command(
      name = "explain",
      sortOptions = false,
      description = {
        "Prints which studies could have been the prior of a study, where each is, why it was"
            + " chosen or refused, and which archives were asked."
      })
  static final class Explain implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY_UID", description = "Study Instance UID")
    private String study = "";

    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "juxta-data",
        description = "the data directory (juxta-data)")
    private Path data = Path.of("juxta-data");

    @Override
    public Integer call() {
      Path file = data.resolve(Database.FILE);
      Jdbi jdbi =
          Database.reading(file)
              .orElseThrow(
                  () -> new ParameterException(spec.commandLine(), "--data: there is no " + file));
      List<PriorSearchRow> searches = new PriorLedger(jdbi, Clock.systemUTC()).ofStudy(study);
      Console out = Console.standard();
      if (searches.isEmpty()) {
        throw new CommandException(
            new StudyLedger(jdbi, Clock.systemUTC()).find(study).isPresent()
                ? "no prior has been looked for yet for study " + study
                : "study " + study + " is not known");
      }
      ReadingLedger readings =
          new ReadingLedger(jdbi, new StudyLedger(jdbi, Clock.systemUTC()), Clock.systemUTC());
      for (PriorSearchRow search : searches) {
        print(search, readings.find(study, search.round()), out);
      }
      return ExitCode.OK;
    }

    private static void print(PriorSearchRow search, Optional<ReadingRow> reading, Console out) {
      out.line("study " + search.studyUid() + ", round " + search.round());
      out.line("  outcome  " + words(search));
      out.line("  choice   " + search.ranking().reason());
      reading.ifPresent(
          row -> {
            String prior = row.priorStudyUid() == null ? "nothing" : row.priorStudyUid();
            out.line("  read     beside " + prior + ": " + row.priorReason());
          });
      for (PriorRanking.Asked asked : search.ranking().asked()) {
        out.line("  asked    " + asked.name() + ": " + asked.answer());
      }
      int place = 0;
      for (PriorRanking.Candidate one : search.ranking().candidates()) {
        out.line(
            "  %-8s %s  %s  %s  %s  %s: %s"
                .formatted(
                    one.eligible() ? String.valueOf(++place) : "refused",
                    one.studyUid(),
                    one.date().isEmpty() ? "no date" : one.date(),
                    one.modalities().isEmpty() ? "-" : one.modalities(),
                    one.bodyPart().isEmpty() ? "-" : one.bodyPart(),
                    one.where(),
                    one.reason()));
      }
    }

    private static String words(PriorSearchRow search) {
      return switch (search.outcome()) {
        case NONE -> "no prior exists";
        case NOT_FETCHED -> "prior could not be fetched: " + search.note();
        case FETCHED -> "prior " + search.note();
        case HELD ->
            "prior was in our own store" + (search.note().isEmpty() ? "" : "; " + search.note());
      };
    }
  }
}
