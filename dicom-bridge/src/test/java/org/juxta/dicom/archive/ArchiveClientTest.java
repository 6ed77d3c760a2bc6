package org.juxta.dicom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.juxta.dicom.testing.FreePort;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.TestObjects;

class ArchiveClientTest {
  private static final SendOutcome DELIVERED = new SendOutcome.Delivered("");

  private Path directory;
  private ArchiveClient client;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void open(@TempDir Path temporary) {
    directory = temporary;
    client = new ArchiveClient("JUXTA", Timeouts.DEFAULT);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void storescpHasTheDatasetAsItLiesInTheFile() throws IOException {
    Path received = directory.resolve("received");
    Path plain = file(TestObjects.ct(1, 64), UID.ExplicitVRLittleEndian);
    Path encapsulated = file(TestObjects.encapsulated(2), UID.JPEG2000Lossless);
    try (PeerServer archive = PeerServer.storescp(received, "+xa")) {
      assertThat(client.store(node("STORESCP", archive), List.of(plain, encapsulated)))
          .isEqualTo(DELIVERED);
    }
    for (Path sent : List.of(plain, encapsulated)) {
      Part10File original = Part10File.read(sent);
      Part10File copy = Part10File.read(only(received, original.sopInstanceUid()));
      assertThat(copy.dataset()).isEqualTo(original.dataset());
      assertThat(copy.transferSyntaxUid()).isEqualTo(original.transferSyntaxUid());
    }
  }

  @Test
  void orthancHasItAndGivesItBack() throws Exception {
    Path file = file(TestObjects.ct(1, 64), UID.ExplicitVRLittleEndian);
    try (PeerServer archive = PeerServer.orthanc(directory.resolve("orthanc"))) {
      ArchiveNode node = node("ORTHANC", archive);
      client.echo(node);
      assertThat(client.store(node, List.of(file, file))).isEqualTo(DELIVERED);

      PeerProgram.Result found =
          PeerProgram.run(
              "findscu",
              "-S",
              "-aec",
              "ORTHANC",
              "-k",
              "QueryRetrieveLevel=IMAGE",
              "-k",
              "StudyInstanceUID=2.25.75",
              "-k",
              "SeriesInstanceUID=2.25.76",
              "-k",
              "SOPInstanceUID",
              "127.0.0.1",
              String.valueOf(archive.port()));
      assertThat(found.output()).containsPattern("\\[2\\.25\\.77\\.1\\W?]");
    }
  }

  @Test
  void aSyntaxThatTheArchiveDoesNotAcceptIsRefusedForThatFileOnly() throws IOException {
    Path plain = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    Path encapsulated = file(TestObjects.encapsulated(2), UID.JPEG2000Lossless);
    try (PeerServer archive = PeerServer.storescp(directory.resolve("received"))) {
      List<FileOutcome> outcomes =
          client.storeEach(node("STORESCP", archive), List.of(encapsulated, plain));
      assertThat(outcomes.get(0).outcome())
          .isInstanceOfSatisfying(
              SendOutcome.Refused.class,
              refused -> {
                assertThat(refused.comment()).contains("1.2.840.10008.1.2.4.90");
                assertThat(refused.isTransient()).isFalse();
              });
      assertThat(outcomes.get(1)).isEqualTo(new FileOutcome(plain, DELIVERED));
      assertThat(client.store(node("STORESCP", archive), List.of(encapsulated, plain)))
          .isEqualTo(outcomes.get(0).outcome());
    }
  }

  @Test
  void moreThan128PresentationContextsGoOverSeveralAssociations() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= 130; i++) {
      Attributes image = TestObjects.ct(i, 4);
      image.setString(Tag.SOPClassUID, VR.UI, "1.2.826.0.1.3680043.8.999." + i);
      files.add(file(image, UID.ExplicitVRLittleEndian));
    }
    try (RunningListener archive = RunningListener.in(directory.resolve("data"))) {
      assertThat(client.store(archive.node(), files)).isEqualTo(DELIVERED);
      assertThat(archive.stored()).hasSize(130);
    }
  }

  @Test
  void anArchiveThatIsOutOfDiskRefusesForTheTimeBeing() throws IOException {
    Path file = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    try (RunningListener archive = RunningListener.in(directory.resolve("data"), 10, () -> 5)) {
      assertThat(client.store(archive.node(), List.of(file)))
          .isInstanceOfSatisfying(
              SendOutcome.Refused.class, refused -> assertThat(refused.isTransient()).isTrue());
    }
  }

  @Test
  void anArchiveThatIsDownIsUnreachable() throws IOException {
    Path file = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    ArchiveNode nobody = new ArchiveNode("PACS", "127.0.0.1", FreePort.next());

    assertThat(client.store(nobody, List.of(file)))
        .isInstanceOfSatisfying(
            SendOutcome.Unreachable.class,
            unreachable -> assertThat(unreachable.reason()).contains("Connection refused"));
    assertThatThrownBy(() -> client.echo(nobody))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PACS@127.0.0.1:" + nobody.port());
  }

  @Test
  void anArchiveThatRefusesTheAssociationIsUnreachable() throws IOException {
    Path file = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    try (RunningListener archive = RunningListener.in(directory.resolve("data"))) {
      ArchiveNode wrong = new ArchiveNode("WRONG", "127.0.0.1", archive.port());
      assertThat(client.store(wrong, List.of(file)))
          .isInstanceOfSatisfying(
              SendOutcome.Unreachable.class,
              unreachable -> assertThat(unreachable.reason()).contains("A-ASSOCIATE-RJ"));
    }
  }

  @Test
  void anArchiveThatAcceptsTheConnectionAndSaysNothingIsUnreachable() throws IOException {
    Path file = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    Duration second = Duration.ofSeconds(1);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ArchiveClient impatient =
            new ArchiveClient("JUXTA", new Timeouts(second, second, second))) {
      ArchiveNode node = new ArchiveNode("PACS", "127.0.0.1", silent.getLocalPort());
      assertThat(impatient.store(node, List.of(file))).isInstanceOf(SendOutcome.Unreachable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anArchiveThatStopsReadingOrAnsweringInTheMiddleIsUnreachable(boolean reads)
      throws Exception {
    Path first = file(TestObjects.ct(1, 3000), UID.ExplicitVRLittleEndian);
    Path second = file(TestObjects.ct(2, 16), UID.ExplicitVRLittleEndian);
    Duration limit = Duration.ofSeconds(1);
    try (StalledArchive archive = new StalledArchive(reads);
        ArchiveClient impatient = new ArchiveClient("JUXTA", new Timeouts(limit, limit, limit))) {
      List<FileOutcome> outcomes =
          impatient.storeEach(
              new ArchiveNode("PACS", "127.0.0.1", archive.port()), List.of(first, second));
      assertThat(outcomes)
          .extracting(FileOutcome::outcome)
          .hasOnlyElementsOfType(SendOutcome.Unreachable.class);
    }
  }

  @Test
  void aFileThatIsNoDicomFileIsNotSentAndTheOthersAre() throws IOException {
    Path text = Files.writeString(directory.resolve("notes.txt"), "no image");
    Path image = file(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    Path missing = directory.resolve("missing.dcm");
    try (RunningListener archive = RunningListener.in(directory.resolve("data"))) {
      List<FileOutcome> outcomes = client.storeEach(archive.node(), List.of(text, image, missing));
      assertThat(outcomes.get(0).outcome())
          .isEqualTo(
              new SendOutcome.Refused(
                  SendOutcome.Refused.NOT_SENT, "no DICOM Part 10 file: " + text));
      assertThat(outcomes.get(1).outcome()).isEqualTo(DELIVERED);
      assertThat(outcomes.get(2).outcome())
          .isInstanceOfSatisfying(
              SendOutcome.Refused.class,
              refused -> assertThat(refused.comment()).contains("missing.dcm"));
    }
  }

  @Test
  void aNodeIsAnAeTitleAtAHostAndPort() {
    assertThat(ArchiveNode.parse("PACS@pacs.example:104"))
        .isEqualTo(new ArchiveNode("PACS", "pacs.example", 104))
        .hasToString("PACS@pacs.example:104");
    assertThat(ArchiveNode.parse("PACS@[::1]:104"))
        .isEqualTo(new ArchiveNode("PACS", "::1", 104))
        .hasToString("PACS@[::1]:104");
    for (String wrong :
        List.of("", "PACS", "PACS@host", "@host:104", "PACS@:104", "PACS@h:0", "PACS@h:x")) {
      assertThatThrownBy(() -> ArchiveNode.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Path file(Attributes image, String transferSyntax) throws IOException {
    return TestObjects.write(directory.resolve("sent"), image, transferSyntax);
  }

  private static ArchiveNode node(String aeTitle, PeerServer server) {
    return new ArchiveNode(aeTitle, "127.0.0.1", server.port());
  }

  /** The file of an instance as storescp names it: modality and SOP Instance UID. */
  private static Path only(Path directory, String sopInstanceUid) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("." + sopInstanceUid))
          .findFirst()
          .orElseThrow();
    }
  }
}
