package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.TestObjects;

/** What dcmtk's storescu sends is kept byte for byte. */
class StoreFromPeersTest {
  @ParameterizedTest
  @CsvSource({
    "-xi, 1.2.840.10008.1.2",
    "-xe, 1.2.840.10008.1.2.1",
    "-xb, 1.2.840.10008.1.2.2",
    "-xd, 1.2.840.10008.1.2.1.99",
    "-xr, 1.2.840.10008.1.2.5",
    "-xy, 1.2.840.10008.1.2.4.50",
    "-xs, 1.2.840.10008.1.2.4.70",
    "-xt, 1.2.840.10008.1.2.4.80",
    "-xv, 1.2.840.10008.1.2.4.90",
  })
  void aDatasetIsKeptAsItWasSent(String option, String transferSyntax, @TempDir Path directory)
      throws Exception {
    boolean encapsulated = transferSyntax.startsWith("1.2.840.10008.1.2.4") || option.equals("-xr");
    Attributes image = encapsulated ? TestObjects.encapsulated(1) : TestObjects.ct(1, 64);
    Path file = TestObjects.write(directory.resolve("sent"), image, transferSyntax);
    try (RunningListener listener = RunningListener.in(directory.resolve("data"))) {
      storescu(listener, option, file);

      StoredInstance kept = listener.store().instance("2.25.77.1").orElseThrow();
      assertThat(Part10File.read(kept.file()).dataset()).isEqualTo(Part10File.read(file).dataset());
      assertThat(Part10File.read(kept.file()).transferSyntaxUid()).isEqualTo(transferSyntax);
      assertThat(kept.transferSyntaxUid()).isEqualTo(transferSyntax);
    }
  }

  @Test
  void theIndexTellsWhatTheObjectSaysOfItself(@TempDir Path directory) throws Exception {
    Path file = TestObjects.write(directory, TestObjects.ct(5, 16), UID.ExplicitVRLittleEndian);
    try (RunningListener listener = RunningListener.in(directory.resolve("data"))) {
      storescu(listener, "-xe", file);

      StoredInstance kept = listener.store().instance("2.25.77.5").orElseThrow();
      assertThat(kept.sopClassUid()).isEqualTo(UID.CTImageStorage);
      assertThat(kept.studyInstanceUid()).isEqualTo("2.25.75");
      assertThat(kept.seriesInstanceUid()).isEqualTo("2.25.76");
      assertThat(kept.patientId()).isEqualTo("Ö-1");
      assertThat(kept.issuerOfPatientId()).isEqualTo("HOSPITAL");
      assertThat(kept.modality()).isEqualTo("CT");
      assertThat(kept.callingAeTitle()).isEqualTo("STORESCU");
      assertThat(listener.stored()).containsExactly(kept);
      assertThat(listener.store().instancesOfStudy("2.25.75")).containsExactly(kept);
      assertThat(listener.store().studiesOfPatient("Ö-1", "HOSPITAL")).containsExactly("2.25.75");
      assertThat(listener.store().studiesOfPatient("Ö-1", "")).isEmpty();
    }
  }

  @Test
  void aPrivateStorageClassIsKept(@TempDir Path directory) throws Exception {
    Attributes image = TestObjects.ct(6, 16);
    image.setString(Tag.SOPClassUID, VR.UI, "1.2.826.0.1.3680043.8.999.1");
    Path file = TestObjects.write(directory, image, UID.ExplicitVRLittleEndian);
    try (RunningListener listener = RunningListener.in(directory.resolve("data"))) {
      listener.echo();
      try (ArchiveClient client = new ArchiveClient("MODALITY", Timeouts.DEFAULT)) {
        assertThat(client.store(listener.node(), List.of(file)))
            .isEqualTo(new SendOutcome.Delivered(""));
      }
      assertThat(listener.store().instance("2.25.77.6").orElseThrow().sopClassUid())
          .isEqualTo("1.2.826.0.1.3680043.8.999.1");
    }
  }

  private static void storescu(RunningListener listener, String option, Path file)
      throws Exception {
    PeerProgram.Result result =
        PeerProgram.run(
            "storescu",
            option,
            "-R",
            "-aec",
            RunningListener.AE_TITLE,
            "127.0.0.1",
            String.valueOf(listener.port()),
            file.toString());
    assertThat(result.exitStatus()).as(result.output()).isZero();
  }
}
