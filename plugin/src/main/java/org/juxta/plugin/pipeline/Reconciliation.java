package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.objects.StudySummary;
import org.juxta.plugin.ledger.DeliveryRow;
import org.juxta.plugin.ledger.FetchedInstances;
import org.juxta.plugin.ledger.Reopening;
import org.juxta.plugin.ledger.ReportLedger;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.queue.JobQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes good at start-up what a crash cut between two steps: instances that are stored but were not
 * noticed, and states whose next job was not queued yet. What has failed for good is tried once
 * more. Finding nothing to do, it changes nothing.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final ObjectStore store;
  private final StudyLedger studies;
  private final ReportLedger reports;
  private final FetchedInstances fetched;
  private final Reopening reopening;
  private final List<String> archives;
  private final Intake intake;
  private final JobQueue queue;
  private final Clock clock;

  /**
   * @param archives AE titles that are set now
   */
  Reconciliation(
      ObjectStore store,
      StudyLedger studies,
      ReportLedger reports,
      FetchedInstances fetched,
      Reopening reopening,
      List<String> archives,
      Intake intake,
      JobQueue queue,
      Clock clock) {
    this.store = store;
    this.studies = studies;
    this.reports = reports;
    this.fetched = fetched;
    this.reopening = reopening;
    this.archives = List.copyOf(archives);
    this.intake = intake;
    this.queue = queue;
    this.clock = clock;
  }

  void run() {
    Reopening.Reopened reopened = reopening.run(archives);
    if (reopened.studies() + reopened.deliveries() > 0) {
      LOG.info(
          "stage=restart {} failed studies and {} deliveries are taken up again",
          reopened.studies(),
          reopened.deliveries());
    }
    for (StudySummary summary : store.studies()) {
      String study = summary.studyInstanceUid();
      Optional<StudyRow> row = studies.find(study);
      List<StoredInstance> sent = fetched.sent(study, store.instancesOfStudy(study));
      if (row.isEmpty() ? !sent.isEmpty() : hasGrown(row.get(), sent)) {
        intake.notice(study);
      }
    }
    studies.all().forEach(this::queueNext);
    for (DeliveryRow delivery : reports.pending()) {
      queue.submit(JobNames.DELIVER, delivery.key(), delivery.nextAttemptAt());
    }
  }

  private static boolean hasGrown(StudyRow row, List<StoredInstance> sent) {
    return ImageObjects.count(sent) > row.images();
  }

  private void queueNext(StudyRow row) {
    Round round = new Round(row.studyUid(), row.round());
    switch (row.state()) {
      case RECEIVING ->
          queue.submit(
              JobNames.COMPLETE, new Round(row.studyUid(), row.round() + 1).key(), clock.instant());
      case COMPLETE -> queue.submit(JobNames.PRIOR, round.key(), clock.instant());
      case READING -> queue.submit(JobNames.READ, round.key(), clock.instant());
      case READ -> queue.submit(JobNames.REPORT, round.key(), clock.instant());
      case REPORTED, DELIVERED, NOT_READ, FAILED -> {
        // What is left to do is in the deliveries, or nothing is.
      }
    }
  }
}
