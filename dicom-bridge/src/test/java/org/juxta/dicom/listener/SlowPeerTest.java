package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.dicom.testing.ScriptedPeer.A_ABORT;
import static org.juxta.dicom.testing.ScriptedPeer.data;
import static org.juxta.dicom.testing.ScriptedPeer.storeCommand;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.dcm4che3.data.UID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.ScriptedPeer;

/**
 * Peers that hold the line, each in another state: each is aborted in its time, and told in one log
 * line.
 */
class SlowPeerTest {
  private static final String SYNTAX = UID.ExplicitVRLittleEndian;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** (0008,0005) CS without value. */
  private static final byte[] EMPTY_ELEMENT = {8, 0, 5, 0, 'C', 'S', 0, 0};

  private RunningListener listener;
  private CapturedLog log;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void start(@TempDir Path directory) throws IOException {
    listener = RunningListener.in(directory, RunningListener.config(8, TIMEOUT));
    log = CapturedLog.open();
  }

  @AfterEach
  void theListenerAnswersAndNothingIsStored() throws IOException {
    try {
      listener.echo();
      assertThat(listener.store().studies()).isEmpty();
    } finally {
      log.close();
      listener.close();
    }
  }

  @Test
  void aPeerThatNeverAsksForAnAssociationIsAborted() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("no association request within 2.0 s");
  }

  @Test
  void aPeerThatDripsItsAssociationRequestIsAborted() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      byte[] request = ScriptedPeer.associateRequest("JUXTA", "SCRIPT", UID.CTImageStorage, SYNTAX);
      int[] sent = {0};
      untilClosed(() -> sends(peer, new byte[] {request[sent[0]++]}));
    }
    oneLine("no association request within 2.0 s");
  }

  @Test
  void anIdleAssociationIsAborted() throws IOException {
    try (ScriptedPeer peer = associated()) {
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("silent for 2.0 s");
  }

  @Test
  void aPeerThatStallsInsideAnObjectIsAborted() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(
          data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true)),
          data(1, false, false, EMPTY_ELEMENT));
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("silent for 2.0 s inside an object");
  }

  @Test
  void aPeerThatDripsAnObjectIsAborted() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true)));
      byte[] piece = data(1, false, false, EMPTY_ELEMENT);
      untilClosed(() -> sends(peer, piece));
    }
    oneLine("an object comes slower than 1024 bytes/s");
  }

  private ScriptedPeer associated() throws IOException {
    ScriptedPeer peer = new ScriptedPeer(listener.port());
    peer.associate("JUXTA", UID.CTImageStorage, SYNTAX);
    return peer;
  }

  private static boolean isAborted(ScriptedPeer peer) throws IOException {
    ScriptedPeer.Pdu pdu = peer.receive();
    return pdu != null && pdu.type() == A_ABORT && peer.receive() == null;
  }

  /** Sends a little now and then until the listener has enough of it. */
  private static void untilClosed(BooleanSupplier sendsOn) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(Duration.ofSeconds(20))
        .until(() -> !sendsOn.getAsBoolean());
  }

  private static boolean sends(ScriptedPeer peer, byte[] bytes) {
    try {
      peer.send(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private void oneLine(String containing) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(log.lines()).singleElement().asString().contains(containing));
  }
}
