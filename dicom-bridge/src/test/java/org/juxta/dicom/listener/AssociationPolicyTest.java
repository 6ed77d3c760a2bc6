package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.dcm4che3.data.UID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.ScriptedPeer;
import org.juxta.dicom.testing.TestObjects;

/**
 * Who may associate, and for what. Rejections are result, source and reason of PS3.8 table 9-21.
 */
class AssociationPolicyTest {
  private Path directory;
  private CapturedLog log;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void open(@TempDir Path temporary) {
    directory = temporary;
    log = CapturedLog.open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void oneWhoCallsAnotherAeTitleIsRefused() throws IOException {
    try (RunningListener listener = RunningListener.in(directory)) {
      assertThat(rejection(listener, "OTHER", "CT1")).isEqualTo("1,1,7");
    }
    assertThat(log.lines()).singleElement().asString().contains("it calls 'OTHER', not us");
  }

  @Test
  void oneWhoIsNotOnTheAllowListIsRefused() throws IOException {
    ListenerConfig config =
        RunningListener.config(List.of(AllowedPeer.parse("CT1"), AllowedPeer.parse("CT2")));
    try (RunningListener listener = RunningListener.in(directory, config)) {
      assertThat(rejection(listener, "JUXTA", "CT3")).isEqualTo("1,1,3");
      assertThat(isAccepted(listener, "CT2")).isTrue();
    }
    assertThat(log.lines()).singleElement().asString().contains("not on the allow list");
  }

  @Test
  void oneWhoComesFromAnotherHostIsRefused() throws IOException {
    ListenerConfig config =
        RunningListener.config(
            List.of(AllowedPeer.parse("CT1@192.0.2.1"), AllowedPeer.parse("CT2@localhost")));
    try (RunningListener listener = RunningListener.in(directory, config)) {
      assertThat(rejection(listener, "JUXTA", "CT1")).isEqualTo("1,1,3");
      assertThat(isAccepted(listener, "CT2")).isTrue();
    }
  }

  @Test
  void oneTooManyIsRefusedAsATransientLimitAndMayComeWhenAnotherHasGone() throws IOException {
    ListenerConfig config = RunningListener.config(2, Duration.ofSeconds(30));
    try (RunningListener listener = RunningListener.in(directory, config)) {
      List<ScriptedPeer> peers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        ScriptedPeer peer = new ScriptedPeer(listener.port());
        peer.associate("JUXTA", UID.CTImageStorage, UID.ImplicitVRLittleEndian);
        peers.add(peer);
      }
      assertThat(rejection(listener, "JUXTA", "CT1")).isEqualTo("2,3,2");

      for (ScriptedPeer peer : peers) {
        peer.release();
        peer.close();
      }
      Awaitility.await().until(() -> isAccepted(listener, "CT1"));
    }
  }

  @Test
  void connectionsThatAskForNothingDoNotTakeThePlacesOfAssociations() throws IOException {
    ListenerConfig config = RunningListener.config(1, Duration.ofSeconds(30));
    try (RunningListener listener = RunningListener.in(directory, config)) {
      List<ScriptedPeer> silent = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        silent.add(new ScriptedPeer(listener.port()));
      }
      assertThat(isAccepted(listener, "CT1")).isTrue();
      for (ScriptedPeer peer : silent) {
        peer.close();
      }
    }
  }

  @Test
  void moreConnectionsThanCanBeServedAreClosed() throws IOException {
    ListenerConfig config = RunningListener.config(1, Duration.ofSeconds(30));
    try (RunningListener listener = RunningListener.in(directory, config)) {
      List<ScriptedPeer> silent = new ArrayList<>();
      for (int i = 0; i < 17; i++) {
        silent.add(new ScriptedPeer(listener.port()));
      }
      try (ScriptedPeer oneMore = new ScriptedPeer(listener.port())) {
        oneMore.expect(ScriptedPeer.A_ABORT);
        assertThat(oneMore.receive()).isNull();
      }
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .singleElement()
                      .asString()
                      .contains("too many connections"));
      for (ScriptedPeer peer : silent) {
        peer.close();
      }
      Awaitility.await().untilAsserted(listener::echo);
    }
  }

  @Test
  void anotherProtocolVersionIsRefused() throws IOException {
    byte[] request =
        ScriptedPeer.associateRequest(
            "JUXTA", "CT1", UID.CTImageStorage, UID.ImplicitVRLittleEndian);
    request[7] = 2;
    assertThat(rejection(request)).isEqualTo("1,2,2");
  }

  @Test
  void aPduLengthTooShortForAnAnswerIsRefused() throws IOException {
    assertThat(rejection(requestWithPduLength(127))).isEqualTo("1,1,1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 128})
  void aPduLengthWithoutBoundOrJustLongEnoughIsServed(int length) throws IOException {
    byte[] dataset = TestObjects.encode(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    try (RunningListener listener = RunningListener.in(directory);
        ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      peer.send(requestWithPduLength(length));
      peer.expect(ScriptedPeer.A_ASSOCIATE_AC);
      assertThat(peer.store(UID.CTImageStorage, "2.25.77.1", dataset)).isZero();
      peer.release();
    }
    assertThat(log.lines()).isEmpty();
  }

  private static byte[] requestWithPduLength(int length) {
    byte[] request =
        ScriptedPeer.associateRequest(
            "JUXTA", "CT1", UID.CTImageStorage, UID.ExplicitVRLittleEndian);
    String latin = new String(request, StandardCharsets.ISO_8859_1);
    ByteBuffer.wrap(request).putInt(latin.indexOf("Q\0\0\4") + 4, length);
    return request;
  }

  @Test
  void anotherApplicationContextIsRefused() throws IOException {
    byte[] request =
        ScriptedPeer.associateRequest(
            "JUXTA", "CT1", UID.CTImageStorage, UID.ImplicitVRLittleEndian);
    int lastDigit = new String(request, StandardCharsets.ISO_8859_1).indexOf("3.1.1.1") + 6;
    request[lastDigit] = '2';
    assertThat(rejection(request)).isEqualTo("1,1,2");
  }

  @ParameterizedTest
  @CsvSource({
    UID.CTImageStorage + ", 0 1.2.840.10008.1.2.4.90",
    "1.2.826.0.1.3680043.8.999.1, 0 1.2.840.10008.1.2.4.90",
    UID.Verification + ", 0 1.2.840.10008.1.2.4.90",
    UID.RTBeamsDeliveryInstructionStorage + ", 0 1.2.840.10008.1.2.4.90",
    UID.StudyRootQueryRetrieveInformationModelFind + ", 3 1.2.840.10008.1.2",
    UID.ModalityWorklistInformationModelFind + ", 3 1.2.840.10008.1.2",
    "nonsense, 3 1.2.840.10008.1.2",
  })
  void storageAndVerificationAreAcceptedInTheFirstSyntaxProposed(String sopClass, String answer)
      throws IOException {
    try (RunningListener listener = RunningListener.in(directory);
        ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      peer.send(
          ScriptedPeer.associateRequest(
              "JUXTA", "CT1", sopClass, "1.2.840.10008.1.2.4.90", UID.ImplicitVRLittleEndian));
      assertThat(ScriptedPeer.contextAnswer(peer.expect(ScriptedPeer.A_ASSOCIATE_AC)))
          .isEqualTo(answer);
      peer.release();
    }
  }

  @Test
  void aPeerOfTheAllowListIsAnAeTitleWithOrWithoutHost() {
    assertThat(AllowedPeer.parse("CT1")).isEqualTo(new AllowedPeer("CT1", null));
    assertThat(AllowedPeer.parse("CT1@10.0.0.5")).isEqualTo(new AllowedPeer("CT1", "10.0.0.5"));
    for (String wrong : List.of("", "CT1@", "@host", "SEVENTEEN_LETTERS", "A\\B", "Ä")) {
      assertThatThrownBy(() -> AllowedPeer.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private String rejection(byte[] request) throws IOException {
    try (RunningListener listener = RunningListener.in(directory);
        ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      peer.send(request);
      return peer.expect(ScriptedPeer.A_ASSOCIATE_RJ).rejection();
    }
  }

  private static String rejection(RunningListener listener, String called, String calling)
      throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      peer.send(
          ScriptedPeer.associateRequest(
              called, calling, UID.CTImageStorage, UID.ImplicitVRLittleEndian));
      return peer.expect(ScriptedPeer.A_ASSOCIATE_RJ).rejection();
    }
  }

  private static boolean isAccepted(RunningListener listener, String calling) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(listener.port())) {
      peer.send(
          ScriptedPeer.associateRequest(
              "JUXTA", calling, UID.CTImageStorage, UID.ImplicitVRLittleEndian));
      ScriptedPeer.Pdu answer = peer.receive();
      boolean accepted = answer != null && answer.type() == ScriptedPeer.A_ASSOCIATE_AC;
      if (accepted) {
        peer.release();
      }
      return accepted;
    }
  }
}
