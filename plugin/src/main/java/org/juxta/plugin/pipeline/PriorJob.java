package org.juxta.plugin.pipeline;

import java.time.Clock;
import java.util.List;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.StudyReader;
import org.juxta.plugin.ledger.PriorLedger;
import org.juxta.plugin.ledger.PriorOutcome;
import org.juxta.plugin.ledger.PriorRanking;
import org.juxta.plugin.ledger.PriorSearchRow;
import org.juxta.plugin.ledger.StudyLedger;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.queue.Job;
import org.juxta.plugin.queue.JobQueue;
import org.juxta.plugin.queue.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the prior of a complete study looked for and fetched, records what came of it, and hands the
 * study on to be read whatever that is.
 */
final class PriorJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(PriorJob.class);

  private final StudyLedger studies;
  private final PriorLedger searches;
  private final ObjectStore store;
  private final PriorInquiry inquiry;
  private final JobQueue queue;
  private final Clock clock;

  PriorJob(
      StudyLedger studies,
      PriorLedger searches,
      ObjectStore store,
      PriorInquiry inquiry,
      JobQueue queue,
      Clock clock) {
    this.studies = studies;
    this.searches = searches;
    this.store = store;
    this.inquiry = inquiry;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public String name() {
    return JobNames.PRIOR;
  }

  @Override
  public Outcome run(String key) {
    Round round = Round.ofKey(key);
    StudyRow row = studies.find(round.studyUid()).orElseThrow();
    if (row.round() != round.number() || row.state() != StudyState.COMPLETE) {
      return new Outcome.Done("the study has moved on, it is " + row.state());
    }
    String what = "was looked for before";
    if (searches.find(round.studyUid(), round.number()).isEmpty()) {
      // Without objects of its own, all kept apart, there is nothing to compare.
      List<StoredInstance> instances = store.instancesOfStudy(round.studyUid());
      StudyDetails study = instances.isEmpty() ? null : StudyReader.read(instances);
      if (study != null && ReadingJob.whyNot(study).isEmpty()) {
        PriorSearchRow search = inquiry.search(study, round.number());
        searches.record(search);
        // Reasons quote headers, which may name a patient.
        LOG.debug(
            "job={} key={} {}; {}", name(), round.key(), search.ranking().reason(), search.note());
        what = "prior " + search.outcome();
      } else {
        what = "needs no prior";
      }
    }
    queue.submit(JobNames.READ, round.key(), clock.instant());
    return new Outcome.Done(what);
  }

  /** The study is read all the same, and its report says that its prior was not looked for. */
  @Override
  public void giveUp(String key, String reason) {
    Round round = Round.ofKey(key);
    searches.record(
        new PriorSearchRow(
            round.studyUid(),
            round.number(),
            PriorOutcome.NOT_FETCHED,
            null,
            "the search failed: " + reason,
            new PriorRanking("the search failed", List.of(), List.of())));
    queue.submit(JobNames.READ, round.key(), clock.instant());
  }
}
