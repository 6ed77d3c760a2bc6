package org.juxta.dicom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.study.PriorCandidate;
import org.juxta.dicom.study.ViewPlane;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.dicom.testing.RunningListener;

/** Orthanc and dcmqrscp as archives that hold the prior. */
@SuppressWarnings("NullAway.Init")
class PriorArchivesTest {
  private static final StudyQuery QUERY = query(SampleStudy.PATIENT, SampleStudy.ISSUER);

  @TempDir private static Path directory;
  private static ArchiveClient client;
  private static WebClient web;
  private static RunningListener listener;
  private static PeerServer orthanc;
  private static PeerServer dcmqrscp;

  /** Every way from every archive. */
  private enum Way {
    ORTHANC_GET(10),
    ORTHANC_MOVE(11),
    ORTHANC_WEB(12),
    DCMQRSCP_GET(13),
    DCMQRSCP_MOVE(14);

    private final int study;

    Way(int study) {
      this.study = study;
    }

    StudyDirectory directory() {
      return this == ORTHANC_WEB
          ? new WebDirectory(web, webArchive())
          : new FindDirectory(client, node());
    }

    /** Orthanc 1.10 takes an ID with a blank or an umlaut in a QIDO-RS query for another one. */
    String patient() {
      return this == ORTHANC_WEB ? "W-1/(2)" : SampleStudy.PATIENT;
    }

    private ArchiveNode node() {
      return name().startsWith("ORTHANC") ? orthancNode() : dcmqrscpNode();
    }

    InstanceFetch fetch(RunningListener into) {
      return switch (this) {
        case ORTHANC_GET, DCMQRSCP_GET -> new GetFetch(client, node(), into.store());
        case ORTHANC_MOVE, DCMQRSCP_MOVE -> new MoveFetch(client, node(), "JUXTA");
        case ORTHANC_WEB ->
            new WebFetch(web, webArchive(), into.store(), directory.resolve("parts"));
      };
    }
  }

  @BeforeAll
  static void open() throws IOException {
    client = new ArchiveClient("JUXTA", Timeouts.DEFAULT);
    web = new WebClient(Timeouts.DEFAULT);
    listener = RunningListener.in(directory.resolve("juxta"));
    orthanc = PeerServer.orthancWithDicomWeb(directory.resolve("orthanc"), listener.port());
    dcmqrscp = PeerServer.dcmqrscp(directory.resolve("dcmqrscp"), listener.port());
    List<Path> files = new ArrayList<>();
    for (Way way : Way.values()) {
      // C-MOVE goes to the one listener that the archives know, so each way has a study of its own.
      files.addAll(
          SampleStudy.write(directory.resolve("made"), way.study, way.patient(), "20250304", 3));
    }
    files.addAll(SampleStudy.write(directory.resolve("made"), 2, "SOMEBODY ELSE", "20250305", 1));
    files.addAll(
        SampleStudy.write(directory.resolve("made"), 3, SampleStudy.PATIENT, "19990101", 1));
    files.addAll(
        SampleStudy.write(directory.resolve("made"), 4, SampleStudy.PATIENT, "20250304", 3));
    for (ArchiveNode archive : List.of(orthancNode(), dcmqrscpNode())) {
      assertThat(client.store(archive, files)).isEqualTo(new SendOutcome.Delivered(""));
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (AutoCloseable one : Stream.of(orthanc, dcmqrscp, web, client).toList()) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    listener.close();
  }

  private static ArchiveNode orthancNode() {
    return new ArchiveNode("ORTHANC", "127.0.0.1", orthanc.port());
  }

  private static ArchiveNode dcmqrscpNode() {
    return new ArchiveNode("QRSCP", "127.0.0.1", dcmqrscp.port());
  }

  private static WebArchive webArchive() {
    return new WebArchive(URI.create("http://127.0.0.1:" + orthanc.httpPort() + "/dicom-web/"), "");
  }

  private static StudyQuery query(String patient, String issuer) {
    return new StudyQuery(patient, issuer, LocalDate.of(2016, 1, 1), LocalDate.of(2026, 1, 1));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void theStudiesOfThePatientAreFoundWithWhatTheyShow(Way way) {
    String study = SampleStudy.study(way.study);
    DirectoryAnswer<PriorCandidate> answer =
        way.directory().studies(query(way.patient(), SampleStudy.ISSUER), soon());

    assertThat(answer)
        .isInstanceOfSatisfying(
            DirectoryAnswer.Found.class,
            found -> {
              assertThat(found.cutOff()).isFalse();
              assertThat(candidates(found))
                  .extracting(PriorCandidate::studyInstanceUid)
                  .contains(study)
                  .doesNotContain(SampleStudy.study(2), SampleStudy.study(3));
              PriorCandidate one =
                  candidates(found).stream()
                      .filter(its -> its.studyInstanceUid().equals(study))
                      .findFirst()
                      .orElseThrow();
              assertThat(one.patientId()).isEqualTo(way.patient());
              assertThat(one.issuerOfPatientId()).isIn(SampleStudy.ISSUER, null);
              assertThat(one.patientBirthDate()).isEqualTo("1950-02-03");
              assertThat(one.dateTime()).isEqualTo("2025-03-04T10:15:00");
              assertThat(one.imageModalities()).containsExactly("DX");
              assertThat(one.source()).isEqualTo(way.directory().name());
              // dcmqrscp answers no optional attributes of the series; of its study it says enough.
              assertThat(one.bodyRegions()).containsExactly("CHEST");
              if (way.name().startsWith("ORTHANC")) {
                assertThat(one.planes()).containsExactly(ViewPlane.FRONTAL);
              }
            });
  }

  @SuppressWarnings("unchecked")
  private static List<PriorCandidate> candidates(DirectoryAnswer.Found<?> found) {
    return (List<PriorCandidate>) found.matches();
  }

  @ParameterizedTest
  @EnumSource
  void thatThereIsNoneIsAnAnswer(Way way) {
    assertThat(way.directory().studies(query("NOBODY", ""), soon()))
        .isEqualTo(new DirectoryAnswer.Found<>(List.of(), false));
  }

  @ParameterizedTest
  @EnumSource
  void anIdWithAWildcardIsNotAskedFor(Way way) {
    for (String id : List.of("*", "SOME?", "A\\B", "")) {
      assertThat(way.directory().studies(query(id, ""), soon()))
          .isInstanceOf(DirectoryAnswer.NotAnswered.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMissingIsFetchedAndTheReportLeftWhereItIs(Way way) throws IOException {
    int number = way.study;
    try (RunningListener own = RunningListener.in(directory.resolve("own" + number))) {
      RunningListener into = way.name().endsWith("MOVE") ? listener : own;
      Path here = file(number, 1);
      try (ArchiveClient sender = new ArchiveClient("SENDER", Timeouts.DEFAULT)) {
        sender.store(into.node(), List.of(here));
      }
      Set<String> announced = new HashSet<>();
      StudyFetch fetch =
          new StudyFetch(way.directory(), way.fetch(into), into.store(), 2, Duration.ofMillis(10));

      StudyFetchOutcome first =
          fetch.fetch(SampleStudy.study(number), "DX"::equals, soon(), announced::addAll);
      StudyFetchOutcome second =
          fetch.fetch(SampleStudy.study(number), "DX"::equals, soon(), announced::addAll);

      assertThat(first).isEqualTo(new StudyFetchOutcome.Fetched(2, 1));
      assertThat(second).isEqualTo(new StudyFetchOutcome.Held(3));
      assertThat(announced)
          .containsExactlyInAnyOrder(SampleStudy.sop(number, 2), SampleStudy.sop(number, 3));
      assertThat(into.store().instancesOfStudy(SampleStudy.study(number))).hasSize(3);
      assertThat(
              Part10File.read(
                      into.store().instance(SampleStudy.sop(number, 3)).orElseThrow().file())
                  .dataset())
          .isEqualTo(Part10File.read(file(number, 3)).dataset());
    }
  }

  @Test
  void whatAnArchiveLostIsNamedAndTheRestIsKept() throws IOException {
    Path lost;
    try (Stream<Path> files = Files.list(directory.resolve("dcmqrscp/files"))) {
      lost =
          files
              .filter(file -> !file.getFileName().toString().startsWith("index"))
              .filter(file -> holds(file, SampleStudy.sop(4, 2)))
              .findFirst()
              .orElseThrow();
    }
    Path aside = directory.resolve("aside");
    try (RunningListener own = RunningListener.in(directory.resolve("own4"))) {
      StudyFetch fetch =
          new StudyFetch(
              Way.DCMQRSCP_GET.directory(),
              Way.DCMQRSCP_GET.fetch(own),
              own.store(),
              2,
              Duration.ofMillis(10));
      Files.move(lost, aside);
      StudyFetchOutcome partial =
          fetch.fetch(SampleStudy.study(4), "DX"::equals, soon(), uids -> {});
      Files.move(aside, lost);
      StudyFetchOutcome whole = fetch.fetch(SampleStudy.study(4), "DX"::equals, soon(), uids -> {});

      assertThat(partial)
          .isInstanceOfSatisfying(
              StudyFetchOutcome.Incomplete.class,
              incomplete -> {
                assertThat(incomplete.held() + incomplete.missing()).isEqualTo(3);
                assertThat(incomplete.missing()).isPositive();
                assertThat(incomplete.reason()).contains("C-GET");
              });
      StudyFetchOutcome.Incomplete incomplete = (StudyFetchOutcome.Incomplete) partial;
      assertThat(whole)
          .isEqualTo(new StudyFetchOutcome.Fetched(incomplete.missing(), incomplete.held()));
    }
  }

  @Test
  void anArchiveThatDoesNotKnowWhereToMoveToSaysSo() {
    MoveFetch fetch = new MoveFetch(client, orthancNode(), "NOBODY");

    String problem =
        fetch.fetch(
            SampleStudy.study(4),
            List.of(new ArchivedInstance(SampleStudy.study(4) + ".1", SampleStudy.sop(4, 1), "")),
            Set.of(),
            soon());

    assertThat(problem).startsWith("answers C-MOVE with ");
  }

  @Test
  void anArchiveThatRefusesUsIsNotAnArchiveWithoutPriors() {
    ArchiveNode wrong = new ArchiveNode("WRONG", "127.0.0.1", dcmqrscp.port());

    assertThat(new FindDirectory(client, wrong).studies(QUERY, soon()))
        .isInstanceOfSatisfying(
            DirectoryAnswer.NotAnswered.class,
            none -> assertThat(none.reason()).contains("called-AE-title-not-recognized"));
  }

  private static boolean holds(Path file, String sopInstanceUid) {
    try {
      return Part10File.read(file).sopInstanceUid().equals(sopInstanceUid);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path file(int study, int image) {
    return directory.resolve("made").resolve(SampleStudy.sop(study, image) + ".dcm");
  }
}
