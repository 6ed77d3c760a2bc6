package org.juxta.dicom.archive;

/** What came of fetching a study. */
public sealed interface StudyFetchOutcome {

  /** Nothing had to be fetched: every instance was held. */
  record Held(int instances) implements StudyFetchOutcome {}

  /**
   * Every instance is held now.
   *
   * @param fetched how many came
   * @param heldBefore how many were here before, and were not asked for
   */
  record Fetched(int fetched, int heldBefore) implements StudyFetchOutcome {}

  /**
   * Some did not come; a later attempt asks for these only.
   *
   * @param held how many there are now
   * @param missing how many there are not
   * @param reason in words
   */
  record Incomplete(int held, int missing, String reason) implements StudyFetchOutcome {}

  /** The archive did not say which instances there are, or there are none to fetch. */
  record NotListed(String reason) implements StudyFetchOutcome {}
}
