package org.juxta.dicom.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.testing.KeptFiles;
import org.juxta.dicom.testing.TestDatabase;
import org.juxta.dicom.testing.TestObjects;

class ObjectStoreTest {
  private static final String SYNTAX = UID.ExplicitVRLittleEndian;
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  private Path directory;
  private HikariDataSource database;
  private ObjectStore store;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void open(@TempDir Path temporary) throws IOException {
    directory = temporary;
    database = TestDatabase.open(directory);
    store = reopened();
  }

  private ObjectStore reopened() throws IOException {
    return ObjectStore.open(
        directory, database, Clock.fixed(NOW, ZoneOffset.UTC), 0, () -> Long.MAX_VALUE);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    database.close();
  }

  @Test
  void whatIsStoredIsThereAfterReopening() throws IOException {
    StoredInstance stored = receive(TestObjects.ct(1, 16)).instance();
    store.close();

    store = reopened();

    assertThat(store.instance("2.25.77.1")).contains(stored);
    assertThat(stored.file()).exists();
    assertThat(stored.receivedAt()).isEqualTo(NOW);
    assertThat(store.studies()).containsExactly(new StudySummary("2.25.75", 1, NOW, NOW));
  }

  @Test
  void keysGoOnWhereTheyStoppedBeforeReopening() throws IOException {
    Path first = receive(TestObjects.ct(1, 16)).instance().file();
    store.close();

    store = reopened();
    Path second = receive(TestObjects.ct(2, 16)).instance().file();

    assertThat(first.getFileName().toString()).isEqualTo("000000000001.dcm");
    assertThat(second.getFileName().toString()).isEqualTo("000000000002.dcm");
  }

  @Test
  void aFileWithoutRowIsPutAsideWhenTheStoreOpens() throws IOException {
    Path kept = receive(TestObjects.ct(1, 16)).instance().file();
    store.close();
    Path orphan = Files.copy(kept, kept.resolveSibling("000000000002.dcm"));
    Path empty = Files.createFile(kept.resolveSibling("000000000003.dcm"));
    Path foreign = Files.writeString(kept.resolveSibling("notes.txt"), "not ours");

    store = reopened();

    assertThat(orphan).doesNotExist();
    assertThat(kept.resolve("../../../orphans/000000000002.dcm").normalize())
        .hasSameBinaryContentAs(kept);
    assertThat(empty).doesNotExist();
    assertThat(kept).exists();
    assertThat(foreign).exists();
  }

  @Test
  void filesThatNoObjectHasTakenAreGoneWhenTheStoreCloses() throws IOException {
    Path kept = receive(TestObjects.ct(1, 16)).instance().file();

    store.close();

    try (Stream<Path> shard = Files.list(kept.getParent())) {
      assertThat(shard).containsExactly(kept);
    }
  }

  @Test
  void anObjectThatIsOnItsWayWhenTheStoreClosesIsNotKept() throws IOException {
    try (IncomingObject incoming = store.begin(origin("2.25.77.1"))) {
      incoming.write(TestObjects.encode(TestObjects.ct(1, 16), SYNTAX));
      store.close();

      assertThatThrownBy(incoming::commit)
          .isInstanceOf(StoreFailedException.class)
          .hasMessageContaining("closed");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aDirectoryThatIsOpenIsNotOpenedTwice() {
    assertThatThrownBy(this::reopened)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another process");
  }

  @Test
  void anObjectThatIsNotCommittedLeavesNothing() throws IOException {
    try (IncomingObject incoming = store.begin(origin("2.25.77.1"))) {
      incoming.write(new byte[] {8, 0, 5, 0, 'C', 'S', 0, 0});
    }
    assertThat(files()).isEmpty();
    assertThat(store.instance("2.25.77.1")).isEmpty();
  }

  @Test
  void theSameContentIsKeptOnce() throws IOException {
    Reception first = receive(TestObjects.ct(1, 16));

    Reception second = receive(TestObjects.ct(1, 16));

    assertThat(second).isEqualTo(new Reception.Repeated(first.instance()));
    assertThat(files()).hasSize(1);
  }

  @Test
  void otherContentUnderTheSameUidIsKeptApartAndTheFirstStaysTheAnswer() throws IOException {
    StoredInstance first = receive(TestObjects.ct(1, 16)).instance();
    Attributes other = TestObjects.ct(1, 16);
    other.setString(Tag.PatientID, VR.LO, "ANOTHER");

    Reception conflicting = receive(other);
    Reception again = receive(other);

    assertThat(conflicting).isEqualTo(new Reception.Conflicting(conflicting.instance(), first));
    assertThat(again).isEqualTo(new Reception.Repeated(conflicting.instance()));
    assertThat(store.instance("2.25.77.1")).contains(first);
    assertThat(store.conflicting("2.25.77.1")).containsExactly(conflicting.instance());
    assertThat(store.instancesOfStudy("2.25.75")).containsExactly(first);
    assertThat(store.studiesOfPatient("ANOTHER", "HOSPITAL")).isEmpty();
    assertThat(Part10File.read(first.file()).dataset())
        .isEqualTo(TestObjects.encode(TestObjects.ct(1, 16), SYNTAX));
    assertThat(Part10File.read(conflicting.instance().file()).dataset())
        .isEqualTo(TestObjects.encode(other, SYNTAX));
  }

  @Test
  void aDatabaseThatFailsIsToldAndLeavesNoRowWithoutFile() throws IOException {
    database.close();

    assertThatThrownBy(() -> receive(TestObjects.ct(1, 16)))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("cannot write the row");
    assertThat(files()).isEmpty();
  }

  @Test
  void anErrorInTheCommitLeavesNoRowWithoutFileAndTheNextObjectIsStored() throws IOException {
    AtomicBoolean broken = new AtomicBoolean(true);
    store.close();
    store =
        ObjectStore.open(
            directory,
            commitsFailWhile(broken),
            Clock.fixed(NOW, ZoneOffset.UTC),
            0,
            () -> Long.MAX_VALUE);

    assertThatThrownBy(() -> receive(TestObjects.ct(1, 16)))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("no memory left");
    assertThat(store.instance("2.25.77.1")).isEmpty();

    broken.set(false);
    receive(TestObjects.ct(2, 16));
    assertThat(store.instancesOfStudy("2.25.75"))
        .extracting(StoredInstance::sopInstanceUid)
        .containsExactly("2.25.77.2");
  }

  /** A pool whose connections throw an Error in place of committing. */
  private DataSource commitsFailWhile(AtomicBoolean broken) {
    return (DataSource)
        proxy(
            DataSource.class,
            database,
            (method, result) ->
                result instanceof Connection connection
                    ? proxy(
                        Connection.class,
                        connection,
                        (called, answer) -> {
                          if (called.equals("before commit") && broken.get()) {
                            throw new OutOfMemoryError("no memory left");
                          }
                          return answer;
                        })
                    : result);
  }

  private static Object proxy(
      Class<?> type, Object target, BiFunction<String, @Nullable Object, @Nullable Object> look) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          var unused = look.apply("before " + method.getName(), null);
          try {
            return look.apply(method.getName(), method.invoke(target, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @Test
  void aPatientWithoutIdIsNobody() throws IOException {
    Attributes image = TestObjects.ct(1, 16);
    image.setString(Tag.PatientID, VR.LO, "");
    receive(image);

    assertThat(store.studiesOfPatient("", "HOSPITAL")).isEmpty();
  }

  @Test
  void studiesOfAPatientAreThoseOfTheSameIssuerInOrderOfReception() throws IOException {
    int number = 0;
    for (String study : List.of("2.25.9", "2.25.3", "2.25.5")) {
      Attributes image = TestObjects.ct(++number, 16);
      image.setString(Tag.StudyInstanceUID, VR.UI, study);
      receive(image);
    }
    Attributes elsewhere = TestObjects.ct(++number, 16);
    elsewhere.setString(Tag.StudyInstanceUID, VR.UI, "2.25.4");
    elsewhere.setString(Tag.IssuerOfPatientID, VR.LO, "CLINIC");
    receive(elsewhere);

    assertThat(store.studiesOfPatient("Ö-1", "HOSPITAL"))
        .containsExactly("2.25.9", "2.25.3", "2.25.5");
    assertThat(store.studiesOfPatient("Ö-1", "CLINIC")).containsExactly("2.25.4");
  }

  private Reception receive(Attributes image) throws IOException {
    try (IncomingObject incoming =
        store.begin(origin(String.valueOf(image.getString(Tag.SOPInstanceUID))))) {
      incoming.write(TestObjects.encode(image, SYNTAX));
      return incoming.commit();
    }
  }

  private static ObjectOrigin origin(String sopInstanceUid) {
    return new ObjectOrigin(UID.CTImageStorage, sopInstanceUid, SYNTAX, "CT1");
  }

  private List<Path> files() throws IOException {
    return KeptFiles.in(directory);
  }
}
