package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.util.Optional;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StudySummary;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.queue.JobQueue;

/**
 * Makes good at start-up what a crash cut between two steps: instances that are stored but were not
 * noticed, and states whose next job was not queued yet. Finding nothing to do, it changes nothing.
 */
final class Reconciliation {
  private final ObjectStore store;
  private final StudyLedger studies;
  private final ReportLedger reports;
  private final Intake intake;
  private final JobQueue queue;
  private final Clock clock;

  Reconciliation(
      ObjectStore store,
      StudyLedger studies,
      ReportLedger reports,
      Intake intake,
      JobQueue queue,
      Clock clock) {
    this.store = store;
    this.studies = studies;
    this.reports = reports;
    this.intake = intake;
    this.queue = queue;
    this.clock = clock;
  }

  void run() {
    for (StudySummary summary : store.studies()) {
      String study = summary.studyInstanceUid();
      Optional<StudyRow> row = studies.find(study);
      if (row.isEmpty() || hasGrown(row.get())) {
        intake.notice(study);
      } else {
        queueNext(row.get());
      }
    }
    for (DeliveryRow delivery : reports.pending()) {
      queue.submit(JobNames.DELIVER, delivery.key(), delivery.nextAttemptAt());
    }
  }

  private boolean hasGrown(StudyRow row) {
    return ImageObjects.count(store.instancesOfStudy(row.studyUid())) > row.images();
  }

  private void queueNext(StudyRow row) {
    Round round = new Round(row.studyUid(), row.round());
    switch (row.state()) {
      case RECEIVING ->
          queue.submit(
              JobNames.COMPLETE, new Round(row.studyUid(), row.round() + 1).key(), clock.instant());
      case COMPLETE, READING -> queue.submit(JobNames.READ, round.key(), clock.instant());
      case READ -> queue.submit(JobNames.REPORT, round.key(), clock.instant());
      case REPORTED, DELIVERED, NOT_READ, FAILED -> {
        // What is left to do is in the deliveries, or nothing is.
      }
    }
  }
}
