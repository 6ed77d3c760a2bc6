package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.dicom.testing.ScriptedPeer.A_ABORT;
import static org.juxta.dicom.testing.ScriptedPeer.concat;
import static org.juxta.dicom.testing.ScriptedPeer.data;
import static org.juxta.dicom.testing.ScriptedPeer.storeCommand;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.KeptFiles;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.ScriptedPeer;
import org.juxta.dicom.testing.TestObjects;

/**
 * Each peer here does one thing wrong. Each gets a status or an abort, and one log line; what was
 * stored before is there afterwards, nothing else is, and the listener answers on.
 */
class BadInputTest {
  private static final String SYNTAX = UID.ExplicitVRLittleEndian;

  private RunningListener listener;
  private CapturedLog log;
  private Path data;
  private byte[] dataset;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void storeOneGoodObject(@TempDir Path directory) throws IOException {
    data = directory;
    listener = RunningListener.in(directory);
    log = CapturedLog.open();
    dataset = TestObjects.encode(TestObjects.ct(1, 16), SYNTAX);
    try (ScriptedPeer peer = associated()) {
      assertThat(peer.store(UID.CTImageStorage, "2.25.77.1", dataset)).isZero();
      peer.release();
    }
  }

  @AfterEach
  void theGoodObjectIsThereAndTheListenerAnswers() throws IOException {
    try {
      listener.echo();
      assertThat(listener.store().studies()).hasSize(1);
      assertThat(
              Part10File.read(listener.store().instance("2.25.77.1").orElseThrow().file())
                  .dataset())
          .isEqualTo(dataset);
      assertThat(KeptFiles.in(data)).hasSize(1);
    } finally {
      log.close();
      listener.close();
    }
  }

  @Test
  void httpIsAborted() throws IOException {
    try (ScriptedPeer peer = connected()) {
      peer.send("GET / HTTP/1.1\r\nHost: pacs\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("no DICOM PDU, begins with 'GET / '");
  }

  @Test
  void aPduOfAGigabyteIsAbortedBeforeMemoryIsGivenForIt() throws IOException {
    try (ScriptedPeer peer = connected()) {
      peer.send(new byte[] {1, 0, 0x40, 0, 0, 0, 0, 1, 0, 0});
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("PDU of type 1 announces 1073741824 bytes");
  }

  @Test
  void aDataPduLongerThanAgreedIsAborted() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(new byte[] {4, 0, 0, 0x10, 0, 0, 0, 0, 0, 0});
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("PDU of type 4 announces 1048576 bytes");
  }

  @Test
  void dataBeforeAnAssociationIsAborted() throws IOException {
    try (ScriptedPeer peer = connected()) {
      peer.send(data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true)));
      assertThat(isAborted(peer)).isTrue();
    }
    oneLine("before an association");
  }

  @Test
  void aConnectionThatClosesInsideAPduIsTold() throws IOException {
    try (ScriptedPeer peer = associated()) {
      byte[] command = data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true));
      peer.send(Arrays.copyOf(command, command.length / 2));
    }
    oneLine("closed inside a PDU");
  }

  @Test
  void aConnectionThatClosesInsideAnObjectLeavesNothingOfIt() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(
          data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true)),
          data(1, false, false, Arrays.copyOf(dataset, 100)));
    }
    oneLine("closed inside an object");
  }

  @Test
  void anAbortInsideAnObjectLeavesNothingOfIt() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(
          data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", true)),
          data(1, false, false, Arrays.copyOf(dataset, 100)),
          ScriptedPeer.pdu(A_ABORT, new byte[4]));
      assertThat(peer.receive()).isNull();
    }
    oneLine("aborted by the peer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../etc/passwd",
        "1.2.3/4",
        "1..2",
        ".1.2",
        "1.2.",
        "1.2.x",
        "1.2.3\n4",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void aSopInstanceUidThatIsNoneIsRefused(String uid) throws IOException {
    Attributes image = TestObjects.ct(2, 16);
    image.setString(Tag.SOPInstanceUID, VR.UI, uid);
    refused(0x0117, UID.CTImageStorage, uid, TestObjects.encode(image, SYNTAX));
    oneLine("0117H: SOP Instance UID of the request is no UID");
  }

  @Test
  void aSopClassThatIsNotStorageIsRefused() throws IOException {
    refused(0x0122, UID.StudyRootQueryRetrieveInformationModelFind, "2.25.77.2", dataset);
    oneLine("0122H");
  }

  @Test
  void anotherSopInstanceUidInTheDatasetIsRefused() throws IOException {
    refused(0xA900, UID.CTImageStorage, "2.25.77.3", dataset);
    oneLine("A900H: SOP Instance UID (0008,0018) is not that of the request");
  }

  @Test
  void anotherSopClassInTheDatasetIsRefused() throws IOException {
    refused(0xA900, UID.MRImageStorage, "2.25.77.1", dataset);
    oneLine("A900H: SOP Class UID (0008,0016) is not that of the request");
  }

  @Test
  void aDatasetWithoutStudyIsRefused() throws IOException {
    Attributes image = TestObjects.ct(2, 16);
    image.remove(Tag.StudyInstanceUID);
    refused(0xA900, UID.CTImageStorage, "2.25.77.2", TestObjects.encode(image, SYNTAX));
    oneLine("A900H: Study Instance UID (0020,000D) is missing");
  }

  @Test
  void aStudyUidThatIsAPathIsRefused() throws IOException {
    Attributes image = TestObjects.ct(2, 16);
    image.setString(Tag.StudyInstanceUID, VR.UI, "../../x");
    refused(0xA900, UID.CTImageStorage, "2.25.77.2", TestObjects.encode(image, SYNTAX));
    oneLine("A900H: Study Instance UID (0020,000D) is no UID");
  }

  @Test
  void anEmptyDatasetIsRefused() throws IOException {
    refused(0xC000, UID.CTImageStorage, "2.25.77.2", new byte[0]);
    oneLine("C000H: dataset is empty");
  }

  @Test
  void aRequestWithoutDatasetIsRefused() throws IOException {
    try (ScriptedPeer peer = associated()) {
      peer.send(data(1, true, true, storeCommand(UID.CTImageStorage, "2.25.77.2", false)));
      assertThat(peer.expect(ScriptedPeer.P_DATA_TF).status()).isEqualTo(0xC000);
      peer.release();
    }
    oneLine("C000H: request has no dataset");
  }

  @Test
  void aDatasetThatIsNoneIsRefused() throws IOException {
    byte[] noise =
        "This is a text file, not an image at all.".repeat(50).getBytes(StandardCharsets.US_ASCII);
    refused(0xC000, UID.CTImageStorage, "2.25.77.2", noise);
    oneLine("C000H");
  }

  @Test
  void aDatasetThatEndsEarlyIsRefused() throws IOException {
    byte[] whole = TestObjects.encode(TestObjects.ct(2, 16), SYNTAX);
    refused(0xC000, UID.CTImageStorage, "2.25.77.2", Arrays.copyOf(whole, whole.length - 2));
    oneLine("C000H: dataset ends inside the value of (7FE0,0010)");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1100})
  void sequencesNestedTooDeepAreRefused(int levels) throws IOException {
    refused(0xC000, UID.CTImageStorage, "2.25.77.2", nested(levels));
    oneLine("C000H: sequences nested deeper than 64");
  }

  @Test
  void theAssociationGoesOnAfterARefusal() throws IOException {
    try (ScriptedPeer peer = associated()) {
      assertThat(peer.store(UID.CTImageStorage, "2.25.77.3", dataset)).isEqualTo(0xA900);
      assertThat(peer.store(UID.CTImageStorage, "2.25.77.1", dataset)).isZero();
      peer.release();
    }
    oneLine("A900H");
  }

  @Test
  void nothingOfTheReceivedTextIsPutIntoTheLogAsItIs() throws IOException {
    try (ScriptedPeer peer = connected()) {
      peer.send(
          ScriptedPeer.associateRequest("WRONG\nERROR x", "A\r\nB", UID.CTImageStorage, SYNTAX));
      peer.expect(ScriptedPeer.A_ASSOCIATE_RJ);
    }
    oneLine("refused calling AE title 'A??B': it calls 'WRONG?ERROR x', not us");
  }

  private ScriptedPeer connected() throws IOException {
    return new ScriptedPeer(listener.port());
  }

  private ScriptedPeer associated() throws IOException {
    ScriptedPeer peer = connected();
    peer.associate("JUXTA", UID.CTImageStorage, SYNTAX);
    return peer;
  }

  private void refused(int status, String sopClass, String sopInstance, byte[] bytes)
      throws IOException {
    try (ScriptedPeer peer = associated()) {
      assertThat(peer.store(sopClass, sopInstance, bytes)).isEqualTo(status);
      peer.release();
    }
  }

  private static boolean isAborted(ScriptedPeer peer) throws IOException {
    ScriptedPeer.Pdu pdu = peer.receive();
    return pdu != null && pdu.type() == A_ABORT && peer.receive() == null;
  }

  private void oneLine(String containing) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(log.lines()).singleElement().asString().contains(containing));
    assertThat(List.of(log.lines().get(0).split("\\R"))).hasSize(1);
  }

  /**
   * A dataset whose Content Sequence (0040,A730) holds an item with a Content Sequence, and so on.
   */
  private static byte[] nested(int levels) throws IOException {
    Attributes head = TestObjects.ct(2, 16);
    head.remove(Tag.PixelData);
    byte[] level =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0xA7300040)
            .put(new byte[] {'S', 'Q', 0, 0})
            .putInt(-1)
            .putInt(0xE000FFFE)
            .putInt(-1)
            .array();
    byte[] end =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0xE00DFFFE)
            .putInt(0)
            .putInt(0xE0DDFFFE)
            .putInt(0)
            .array();
    byte[] bomb = TestObjects.encode(head, SYNTAX);
    for (int i = 0; i < levels; i++) {
      bomb = concat(bomb, level);
    }
    for (int i = 0; i < levels; i++) {
      bomb = concat(bomb, end);
    }
    return bomb;
  }
}
