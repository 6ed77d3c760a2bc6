package org.juxta.dicom.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.pdu.AAbort;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.AeTitles;
import org.juxta.dicom.objects.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its acceptance to its end: what it waits for and since when, what it brought,
 * and the one log line that tells it. Times are of {@link System#nanoTime}.
 *
 * <p>The association's thread writes; {@link #enforceTimeouts} may come from another.
 */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(DicomListener.class);

  /** An object that comes slower than this is a peer that means to hold the line. */
  private static final long MIN_BYTES_PER_SECOND = 1024;

  private static final long NEVER = Long.MIN_VALUE;

  private final GuardedSocket socket;
  private final ListenerConfig config;
  private final long began = System.nanoTime();
  private volatile @Nullable Association association;
  private volatile @Nullable String problem;
  private volatile boolean released;
  private volatile long bytes;
  private volatile long waitingSince = NEVER;
  private volatile long sendingSince = NEVER;
  private volatile long pduSince = NEVER;
  private volatile long objectSince = NEVER;
  private volatile long objectBytesBefore;
  private int stored;
  private int repeated;
  private int conflicting;
  private int refused;

  Session(GuardedSocket socket, ListenerConfig config) {
    this.socket = socket;
    this.config = config;
  }

  static Session of(Association association) {
    if (association.getSocket() instanceof GuardedSocket guarded) {
      return guarded.session();
    }
    throw new IllegalStateException("association of another listener");
  }

  boolean isAssociated() {
    return association != null;
  }

  void associated(Association accepted) {
    association = accepted;
  }

  @Nullable InetAddress remoteAddress() {
    return socket.getInetAddress();
  }

  /** Keeps the first thing that went wrong; what follows from it is not news. */
  void note(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  void waitsForPeer() {
    waitingSince = System.nanoTime();
  }

  void received(int count) {
    long soFar = bytes;
    bytes = soFar + count;
    waitingSince = NEVER;
  }

  void sends() {
    sendingSince = System.nanoTime();
  }

  void sent() {
    sendingSince = NEVER;
  }

  void pduBegan() {
    pduSince = System.nanoTime();
  }

  void pduEnded() {
    pduSince = NEVER;
  }

  void objectBegan() {
    objectBytesBefore = bytes;
    objectSince = System.nanoTime();
  }

  void objectEnded() {
    objectSince = NEVER;
  }

  void releaseRequested() {
    released = true;
  }

  /** The peer has closed its end of the connection. */
  void ended(boolean betweenPdus) {
    if (!betweenPdus) {
      note("connection closed inside a PDU");
    } else if (association != null && !released) {
      note(
          objectSince == NEVER
              ? "connection closed without release"
              : "connection closed inside an object");
    }
  }

  void count(Reception reception) {
    if (reception instanceof Reception.Stored) {
      stored++;
    } else if (reception instanceof Reception.Repeated) {
      repeated++;
    } else {
      conflicting++;
    }
  }

  /** Logs an object that was refused with this DIMSE status. */
  void refused(int status, String reason) {
    refused++;
    log.warn("Refused an object from {} with {}H: {}", peer(), hex(status), reason);
  }

  private static String hex(int status) {
    return String.format("%04X", status);
  }

  /** Ends the connection if the peer has kept us waiting too long. */
  void enforceTimeouts(long now) {
    if (problem != null) {
      return;
    }
    if (association == null) {
      if (isOver(began, config.requestTimeout(), now)) {
        fail("no association request within " + seconds(config.requestTimeout()));
      }
      return;
    }
    Duration idle = config.idleTimeout();
    if (isOver(sendingSince, idle, now)) {
      note("peer takes no answer for " + seconds(idle));
      closeSocket();
    } else if (isOver(waitingSince, idle, now)) {
      fail("silent for " + seconds(idle) + (objectSince == NEVER ? "" : " inside an object"));
    } else if (isOver(pduSince, idle, now)) {
      fail("a PDU took longer than " + seconds(idle));
    } else if (isOver(objectSince, idle, now) && isObjectSlow(now)) {
      fail("an object comes slower than " + MIN_BYTES_PER_SECOND + " bytes/s");
    }
  }

  private boolean isObjectSlow(long now) {
    double seconds = (now - objectSince) / 1e9;
    return waitingSince != NEVER && (bytes - objectBytesBefore) / seconds < MIN_BYTES_PER_SECOND;
  }

  private static boolean isOver(long since, Duration limit, long now) {
    return since != NEVER && now - since > limit.toNanos();
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  /** Breaks off what has not been released. */
  void shutDown() {
    if (!released) {
      fail("the listener is closed");
    }
  }

  /** Aborts the association, or the connection if there is none yet. */
  void fail(String what) {
    note(what);
    Association established = association;
    if (established != null) {
      established.abort();
      return;
    }
    abortConnection(AAbort.REASON_NOT_SPECIFIED);
  }

  /**
   * Sends an A-ABORT PDU (PS3.8 9.3.8) of the service provider and closes the connection.
   *
   * @param reason as that PDU has it
   */
  void abortConnection(int reason) {
    try {
      socket.getOutputStream().write(new byte[] {7, 0, 0, 0, 0, 4, 0, 0, 2, (byte) reason});
    } catch (IOException alreadyGone) {
      log.debug("Cannot tell {} of the abort: {}", peer(), alreadyGone.toString());
    }
    closeSocket();
  }

  void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("Closing the connection of {}: {}", peer(), e.toString());
    }
  }

  /**
   * Tells what the connection was, in one line, when it is over; what was refused has been told
   * already.
   */
  void tell() {
    Association established = association;
    String what = problem;
    if (what == null && established != null && established.getException() != null) {
      IOException broke = established.getException();
      // dcm4che wraps what its decoder throws at a message it did not expect.
      what =
          "message against the protocol, " + (broke.getCause() == null ? broke : broke.getCause());
    }
    double duration = (System.nanoTime() - began) / 1e9;
    String brought =
        String.format(
            "%d stored, %d repeated, %d conflicting, %d refused in %.1f s",
            stored, repeated, conflicting, refused, duration);
    if (what != null) {
      log.warn("Connection of {} broke: {} ({})", peer(), what, brought);
    } else if (stored + repeated + conflicting > 0) {
      log.info("Association of {}: {}", peer(), brought);
    } else {
      log.debug("Connection of {}: {}", peer(), brought);
    }
  }

  /** Who it is, fit for a log: the AE title, if known, and the address. */
  private String peer() {
    InetAddress address = remoteAddress();
    String from = address == null ? "unknown address" : address.getHostAddress();
    Association established = association;
    return established == null
        ? from
        : AeTitles.printable(established.getCallingAET()) + "@" + from;
  }
}
