package org.juxta.plugin.ledger;

/** What can happen to a study. */
public enum StudyEvent {
  /** Something that makes it worth reading, or reading again, was stored. */
  ARRIVAL,
  /** The quiet period passed without a new instance. */
  QUIET,
  /** A worker takes it to the model, for the first time or again after a crash. */
  READING_BEGUN,
  /** Its prior is still arriving and is waited for. */
  PRIOR_AWAITED,
  /** What was read is recorded. */
  READING_RECORDED,
  /** It holds nothing that the reading protocol is for. */
  NOTHING_TO_READ,
  /** The report is on disk and its deliveries are queued. */
  REPORT_WRITTEN,
  /** A prior that it was not compared with has become complete. */
  BETTER_PRIOR,
  /** Every archive has the report. */
  DELIVERED_EVERYWHERE,
  /** A stage has failed for good. */
  GIVEN_UP
}
