package org.juxta.plugin.ledger;

/** Whether a report has arrived at one archive. */
public enum DeliveryState {
  PENDING,
  DELIVERED,
  /** Refused, or not reachable for too long; the last outcome says which. */
  GIVEN_UP
}
