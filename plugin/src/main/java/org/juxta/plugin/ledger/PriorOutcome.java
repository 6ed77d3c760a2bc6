package org.juxta.plugin.ledger;

/** What came of looking for a study's prior. */
public enum PriorOutcome {
  /** Nobody who was asked has one, and everybody has answered. */
  NONE,
  /** There is one that did not come, or somebody who might have one has not answered. */
  NOT_FETCHED,
  /** An archive has sent it. */
  FETCHED,
  /** It was in our own store. */
  HELD
}
