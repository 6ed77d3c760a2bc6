package org.juxta.plugin.ledger;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** Where a study stands. {@link #on} is the only table of what may follow what. */
public enum StudyState {
  /** Instances are arriving, or may be. */
  RECEIVING,
  /** The quiet period is over; waits for the model, or for a prior that is still arriving. */
  COMPLETE,
  /** With the model. */
  READING,
  /** Read; waits for its report to be written. */
  READ,
  /** Reported; waits for the archives. Where none is set this is the end, until one is. */
  REPORTED,
  /** Every archive has the report. */
  DELIVERED,
  /** Nothing in it to read; the reason is recorded. */
  NOT_READ,
  /** A stage failed for good; the reason is recorded. */
  FAILED;

  private static final Map<StudyState, Map<StudyEvent, StudyState>> TRANSITIONS =
      Map.ofEntries(
          entry(
              RECEIVING,
              Map.of(
                  StudyEvent.ARRIVAL, RECEIVING,
                  StudyEvent.QUIET, COMPLETE,
                  StudyEvent.GIVEN_UP, FAILED)),
          entry(
              COMPLETE,
              Map.of(
                  StudyEvent.ARRIVAL, RECEIVING,
                  StudyEvent.READING_BEGUN, READING,
                  StudyEvent.GIVEN_UP, FAILED)),
          entry(
              READING,
              Map.of(
                  StudyEvent.ARRIVAL, RECEIVING,
                  StudyEvent.READING_BEGUN, READING,
                  StudyEvent.PRIOR_AWAITED, COMPLETE,
                  StudyEvent.READING_RECORDED, READ,
                  StudyEvent.NOTHING_TO_READ, NOT_READ,
                  StudyEvent.GIVEN_UP, FAILED)),
          entry(
              READ,
              Map.of(
                  StudyEvent.ARRIVAL, RECEIVING,
                  StudyEvent.BETTER_PRIOR, COMPLETE,
                  StudyEvent.REPORT_WRITTEN, REPORTED,
                  StudyEvent.GIVEN_UP, FAILED)),
          entry(
              REPORTED,
              Map.of(
                  StudyEvent.ARRIVAL, RECEIVING,
                  StudyEvent.BETTER_PRIOR, COMPLETE,
                  StudyEvent.DELIVERED_EVERYWHERE, DELIVERED,
                  StudyEvent.GIVEN_UP, FAILED)),
          entry(
              DELIVERED, Map.of(StudyEvent.ARRIVAL, RECEIVING, StudyEvent.BETTER_PRIOR, COMPLETE)),
          entry(NOT_READ, Map.of(StudyEvent.ARRIVAL, RECEIVING)),
          entry(FAILED, Map.of(StudyEvent.ARRIVAL, RECEIVING)));

  /** Where a restart takes up again a study that failed in this state. */
  StudyState resumed() {
    return this == READING ? COMPLETE : this;
  }

  /** The state that follows, or empty when the event cannot happen here. */
  public Optional<StudyState> on(StudyEvent event) {
    return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(event));
  }
}
