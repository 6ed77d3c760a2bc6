package org.juxta.dicom.listener;

import java.time.Duration;
import java.util.List;
import org.juxta.dicom.objects.AeTitles;

/**
 * How the listener behaves.
 *
 * @param aeTitle our AE title; a peer that calls another is refused
 * @param host name or address to listen at
 * @param port TCP port, 0 for any free one (see {@link DicomListener#port})
 * @param allow who may associate; empty for everybody
 * @param maxAssociations so many at once; one more is refused as a transient local limit (PS3.8
 *     section 9.3.4)
 * @param requestTimeout how long a new connection may take to request its association (ARTIM, PS3.8
 *     section 9.1.4)
 * @param idleTimeout how long an association may be silent between messages, and a single PDU may
 *     take to arrive
 * @param maxPduLength the largest P-DATA-TF PDU we ask for and take, in bytes
 */
public record ListenerConfig(
    String aeTitle,
    String host,
    int port,
    List<AllowedPeer> allow,
    int maxAssociations,
    Duration requestTimeout,
    Duration idleTimeout,
    int maxPduLength) {
  public static final int DEFAULT_MAX_ASSOCIATIONS = 32;
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

  /** Few system calls an image, and small enough that a hundred senders fit into memory. */
  public static final int DEFAULT_MAX_PDU_LENGTH = 256 * 1024;

  public ListenerConfig {
    aeTitle = AeTitles.require(aeTitle);
    allow = List.copyOf(allow);
    require(port >= 0 && port <= 65535, "port must be 0 to 65535", port);
    require(maxAssociations > 0, "maxAssociations must be positive", maxAssociations);
    require(requestTimeout.toMillis() > 0, "requestTimeout must be positive", requestTimeout);
    require(idleTimeout.toMillis() > 0, "idleTimeout must be positive", idleTimeout);
    require(
        maxPduLength >= 4096 && maxPduLength <= 16 << 20,
        "maxPduLength must be 4096 to 16777216 bytes",
        maxPduLength);
  }

  /** With the default limits. */
  public ListenerConfig(String aeTitle, String host, int port, List<AllowedPeer> allow) {
    this(
        aeTitle,
        host,
        port,
        allow,
        DEFAULT_MAX_ASSOCIATIONS,
        DEFAULT_REQUEST_TIMEOUT,
        DEFAULT_IDLE_TIMEOUT,
        DEFAULT_MAX_PDU_LENGTH);
  }

  private static void require(boolean condition, String rule, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(rule + ", not " + value);
    }
  }
}
