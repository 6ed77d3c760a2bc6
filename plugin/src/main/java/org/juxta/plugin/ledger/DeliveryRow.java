package org.juxta.plugin.ledger;

import java.time.Instant;

/**
 * One report for one archive.
 *
 * @param archive AE title
 * @param attempts how often it was tried
 * @param lastOutcome what came of the last try
 */
public record DeliveryRow(
    String reportUid,
    String archive,
    DeliveryState state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    String lastOutcome) {

  /** What the delivery job is submitted under. */
  public String key() {
    return reportUid + "@" + archive;
  }
}
