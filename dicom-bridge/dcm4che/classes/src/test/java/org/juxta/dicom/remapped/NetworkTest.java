package org.juxta.dicom.remapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.DataWriterAdapter;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.NoRoleSelectionException;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.RoleSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code written for dcm4che, over loopback. */
class NetworkTest {
  private static final int NORMAL_PRIORITY = 0;

  @TempDir Path directory;
  private Scp scp;
  private final Device device = new Device("scu");
  private final ApplicationEntity scu = new ApplicationEntity("SCU");
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void listen() throws Exception {
    scp = new Scp(directory);
    Connection connection = new Connection();
    device.addConnection(connection);
    device.addApplicationEntity(scu);
    scu.addConnection(connection);
    device.setExecutor(threads);
  }

  @AfterEach
  void stop() {
    scp.close();
    threads.shutdownNow();
  }

  @Test
  void anEchoIsAnswered() throws Exception {
    Association association = connect(UID.Verification);
    DimseRSP response = association.cecho();
    response.next();
    assertThat(response.getCommand().getInt(Tag.Status, -1)).isEqualTo(Status.Success);
    association.release();
  }

  @Test
  void aStoredObjectIsReadBackAsSent() throws Exception {
    Attributes sent = new Attributes();
    sent.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    sent.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
    sent.setString(Tag.SOPInstanceUID, VR.UI, "2.25.4711");
    sent.setString(Tag.PatientName, VR.PN, "Müller^Zoë=山田^太郎");
    sent.setBytes(Tag.PixelData, VR.OW, new byte[70_000]);

    Association association = connect(UID.SecondaryCaptureImageStorage);
    DimseRSP response =
        association.cstore(
            UID.SecondaryCaptureImageStorage,
            "2.25.4711",
            NORMAL_PRIORITY,
            new DataWriterAdapter(sent),
            UID.ExplicitVRLittleEndian);
    response.next();
    assertThat(response.getCommand().getInt(Tag.Status, -1)).isEqualTo(Status.Success);
    association.release();

    try (DicomInputStream in = new DicomInputStream(directory.resolve("2.25.4711.dcm").toFile())) {
      assertThat(in.readFileMetaInformation().getString(Tag.TransferSyntaxUID))
          .isEqualTo(UID.ExplicitVRLittleEndian);
      assertThat(in.readDataset(-1, -1)).isEqualTo(sent);
    }
  }

  @Test
  void anUnwantedCallerIsRejectedWithTheReason() {
    scu.setAETitle(Scp.UNWANTED);
    assertThatExceptionOfType(AAssociateRJ.class)
        .isThrownBy(() -> connect(UID.Verification))
        .satisfies(
            e ->
                assertThat(e.getReason())
                    .isEqualTo(AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED));
  }

  @Test
  void storingWhatWasNotNegotiatedNamesTheSopClass() throws Exception {
    Association association = connect(UID.Verification);
    assertThatExceptionOfType(NoPresentationContextException.class)
        .isThrownBy(() -> store(association))
        .withMessageContaining(UID.SecondaryCaptureImageStorage);
    association.release();
  }

  @Test
  void storingInARoleThatWasNotNegotiatedNamesTheRole() throws Exception {
    AAssociateRQ request = request(UID.SecondaryCaptureImageStorage);
    request.addRoleSelection(new RoleSelection(UID.SecondaryCaptureImageStorage, false, true));
    Association association = scu.connect(scp.connection(), request);
    assertThatExceptionOfType(NoRoleSelectionException.class)
        .isThrownBy(() -> store(association))
        .withMessageContaining(UID.SecondaryCaptureImageStorage)
        .withMessageContaining("SCU");
    association.release();
  }

  private static void store(Association association) throws IOException, InterruptedException {
    association.cstore(
        UID.SecondaryCaptureImageStorage,
        "2.25.1",
        NORMAL_PRIORITY,
        new DataWriterAdapter(new Attributes()),
        UID.ExplicitVRLittleEndian);
  }

  private Association connect(String sopClass) throws Exception {
    return scu.connect(scp.connection(), request(sopClass));
  }

  private AAssociateRQ request(String sopClass) {
    AAssociateRQ request = new AAssociateRQ();
    request.setCallingAET(scu.getAETitle());
    request.setCalledAET("SCP");
    request.addPresentationContext(
        new PresentationContext(1, sopClass, UID.ExplicitVRLittleEndian));
    return request;
  }
}
