package org.juxta.plugin.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.juxta.dicom.report.ReportReader;
import org.juxta.plugin.ledger.ReportLedger;

/** Written reports: the DICOM object, and what it says. */
final class ReportRoutes {
  private final ReportLedger reports;
  private final Path directory;

  ReportRoutes(ReportLedger reports, Path directory) {
    this.reports = reports;
    this.directory = directory;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/reports/{sopInstanceUid}/dicom",
            context ->
                context
                    .contentType("application/dicom")
                    .header("Content-Disposition", "attachment; filename=\"report.dcm\"")
                    .result(Files.readAllBytes(file(context)))),
        Route.get(
            "/api/v1/reports/{sopInstanceUid}",
            context -> Answers.json(context, read(file(context)))));
  }

  private static Object read(Path file) throws IOException {
    return ReportReader.read(file);
  }

  private Path file(Context context) {
    String uid = Uids.of(context, "sopInstanceUid");
    return reports
        .find(uid)
        .map(report -> directory.resolve(report.file()))
        .orElseThrow(() -> ProblemException.notFound("sopInstanceUid", "there is no such report"));
  }
}
