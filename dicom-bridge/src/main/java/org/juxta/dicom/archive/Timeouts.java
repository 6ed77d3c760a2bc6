package org.juxta.dicom.archive;

import java.time.Duration;

/**
 * How long the client waits.
 *
 * @param connect for the TCP connection
 * @param association for the answer to its association request, and to its release
 * @param response for the answer to a message, once it is sent; sending an object may take this and
 *     a second for each 64 KiB besides
 */
public record Timeouts(Duration connect, Duration association, Duration response) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60));

  public Timeouts {
    if (connect.toMillis() < 1 || association.toMillis() < 1 || response.toMillis() < 1) {
      throw new IllegalArgumentException("timeouts must be positive");
    }
  }
}
