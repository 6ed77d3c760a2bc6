package org.juxta.plugin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.juxta.dicom.report.ReadReport;
import org.juxta.dicom.report.ReportReader;
import org.juxta.dicom.report.ReportText;
import org.juxta.plugin.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a TID 1500 report says, ours or another maker's. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Prints a TID 1500 Structured Report in words, ours or another maker's, and what of it Juxta"
          + " does not read. Names no patient."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "DICOM file of a report")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    Console console = Console.standard();
    for (Path file : files) {
      ReadReport read = ReportReader.readAny(file);
      if (files.size() > 1) {
        console.line(file + ":");
      }
      ReportText.of(read.content()).lines().forEach(console::line);
      read.leftOut().forEach(note -> console.line("not read, " + note));
    }
    return ExitCode.OK;
  }
}
