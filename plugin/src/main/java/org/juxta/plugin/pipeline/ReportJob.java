package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.report.ReportWriter;
import org.juxta.dicom.report.WrittenReport;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.ReadingLedger;
import org.juxta.plugin.ledger.ReadingRow;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.ReportRow;
import org.juxta.plugin.ledger.StudyEvent;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Outcome;

/**
 * Writes the report of what was read, with what is drawn of it, and queues its delivery to every
 * archive.
 */
final class ReportJob implements Job {
  /** Comprehensive 3D SR Storage (PS3.4 B.5), which every report of ours is. */
  private static final String REPORT_SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.34";

  private final StudyLedger studies;
  private final ReadingLedger readings;
  private final ReportLedger reports;
  private final ReportAssembly assembly;
  private final ReportFiles files;
  private final @Nullable PresentationFiles presentations;
  private final List<String> archives;
  private final JobQueue queue;
  private final Clock clock;

  /**
   * @param presentations null when the site wants none
   */
  ReportJob(
      StudyLedger studies,
      ReadingLedger readings,
      ReportLedger reports,
      ReportAssembly assembly,
      ReportFiles files,
      @Nullable PresentationFiles presentations,
      List<ArchiveNode> archives,
      JobQueue queue,
      Clock clock) {
    this.studies = studies;
    this.readings = readings;
    this.reports = reports;
    this.assembly = assembly;
    this.files = files;
    this.presentations = presentations;
    this.archives = archives.stream().map(ArchiveNode::aeTitle).toList();
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.REPORT;
  }

  @Override
  public Outcome run(String key) throws IOException {
    Round round = Round.ofKey(key);
    Optional<ReportRow> before = reports.ofRound(round.studyUid(), round.number());
    if (before.isPresent()) {
      queueDeliveries(before.get());
      return new Outcome.Done("was written before");
    }
    ReadingRow reading = readings.find(round.studyUid(), round.number()).orElseThrow();
    Optional<ReportRow> replaced = reports.latestBefore(round.studyUid(), round.number());
    WrittenReport written = write(round, reading, replaced.map(ReportJob::reference).orElse(null));
    ReportRow report =
        new ReportRow(
            written.sopInstanceUid(),
            written.seriesInstanceUid(),
            round.studyUid(),
            round.number(),
            files.directory().relativize(written.file()).toString(),
            replaced.map(ReportRow::sopInstanceUid).orElse(null));
    if (!reports.record(report, archives)) {
      return new Outcome.Done("the study has moved on; its next round is reported instead");
    }
    queueDeliveries(report);
    return new Outcome.Done(
        archives.isEmpty()
            ? "report " + report.file() + " stays in the data directory, no archive is set"
            : "report " + report.sopInstanceUid() + " for " + archives.size() + " archives");
  }

  private WrittenReport write(Round round, ReadingRow reading, @Nullable DocumentReference replaced)
      throws IOException {
    ReportContent content = assembly.assemble(round, reading, LocalDateTime.now(clock), replaced);
    if (presentations != null) {
      presentations.write(content);
    }
    return ReportWriter.write(content, files.report(content.identity().sopInstanceUid()));
  }

  private static DocumentReference reference(ReportRow report) {
    return new DocumentReference(
        REPORT_SOP_CLASS, report.sopInstanceUid(), report.seriesInstanceUid(), report.studyUid());
  }

  private void queueDeliveries(ReportRow report) {
    for (DeliveryRow delivery : reports.deliveries(report.sopInstanceUid())) {
      queue.submit(JobNames.DELIVER, delivery.key(), delivery.nextAttemptAt());
    }
  }

  @Override
  public void giveUp(String key, String reason) {
    Round round = Round.ofKey(key);
    studies.apply(
        round.studyUid(),
        round.number(),
        StudyEvent.GIVEN_UP,
        "the report could not be written: " + reason);
  }
}
