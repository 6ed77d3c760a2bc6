package org.juxta.dicom.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps received objects, durably, each as a Part 10 file with a row in {@code stored_instance}.
 *
 * <p>The order is: file and directory entry on disk, then the row committed. A process that dies in
 * between leaves a file without a row, which the next {@link #open} removes. Objects are never
 * replaced: see {@link Reception}.
 *
 * <p>Safe for use by several threads. One process at a time has a directory open; a lock file sees
 * to it. Queries throw {@link org.jdbi.v3.core.JdbiException} if the database does not answer.
 */
public final class ObjectStore implements AutoCloseable {
  /** Bytes of the disk that are left free for the database, its log and the reports: 1 GiB. */
  public static final long DEFAULT_RESERVE_BYTES = 1L << 30;

  private static final Logger log = LoggerFactory.getLogger(ObjectStore.class);

  private final FileChannel lock;
  private final InstanceTable table;
  private final GroupCommit commit;
  private final FreeSpace freeSpace;
  private final long reserveBytes;
  private final PreparedFiles prepared;

  private ObjectStore(
      FileChannel lock,
      PreparedFiles prepared,
      InstanceTable table,
      GroupCommit commit,
      FreeSpace freeSpace,
      long reserveBytes) {
    this.lock = lock;
    this.prepared = prepared;
    this.table = table;
    this.commit = commit;
    this.freeSpace = freeSpace;
    this.reserveBytes = reserveBytes;
  }

  /**
   * Opens the store with the default reserve of free disk.
   *
   * @see #open(Path, DataSource, Clock, long, FreeSpace)
   */
  public static ObjectStore open(Path directory, DataSource database, Clock clock)
      throws IOException {
    Files.createDirectories(directory);
    return open(directory, database, clock, DEFAULT_RESERVE_BYTES, FreeSpace.of(directory));
  }

  /**
   * Opens the store, and removes files that a crash left without a row.
   *
   * @param directory is created if need be; the objects lie below its {@code objects}
   * @param database with the schema of {@code classpath:org/juxta/dicom/objects/schema}; a commit
   *     must be durable when it returns (SQLite: {@code synchronous=FULL}), and a busy database
   *     should wait some seconds
   * @param clock gives the time of reception
   * @param reserveBytes an object is refused while the disk has less than this free
   * @param freeSpace what the disk has free
   * @throws IOException if the directory cannot be used, or another process has it open
   */
  public static ObjectStore open(
      Path directory, DataSource database, Clock clock, long reserveBytes, FreeSpace freeSpace)
      throws IOException {
    Path objects = Files.createDirectories(directory.resolve("objects"));
    FileChannel lock = lock(directory);
    try {
      ObjectFiles files = new ObjectFiles(objects);
      InstanceTable table = new InstanceTable(database, files);
      int orphans = files.removeOrphans(table::idsBetween);
      if (orphans > 0) {
        log.warn(
            "{} files without a row put aside in orphans/: their reception was cut off, or the database"
                + " is not the one they were recorded in",
            orphans);
      }
      return new ObjectStore(
          lock,
          new PreparedFiles(files, table.highestId()),
          table,
          new GroupCommit(table, database, clock),
          freeSpace,
          reserveBytes);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("objects.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = tryLock(channel);
    if (held == null) {
      channel.close();
      throw new IOException("object store " + directory + " is in use by another process");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /**
   * Begins to receive an object.
   *
   * @throws StoreFailedException if the disk has less than the reserve free, or refuses a new file
   */
  public IncomingObject begin(ObjectOrigin origin) throws StoreFailedException {
    requireSpace();
    IncomingObject incoming;
    try {
      incoming = new IncomingObject(this, origin, prepared.take());
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    try {
      incoming.writeFileMetaInformation();
      return incoming;
    } catch (StoreFailedException e) {
      incoming.close();
      throw e;
    }
  }

  Reception commit(InstanceRow row) throws StoreFailedException {
    return commit.commit(row);
  }

  void requireSpace() throws StoreFailedException {
    long free;
    try {
      free = freeSpace.bytes();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    if (free < reserveBytes) {
      throw new StoreFailedException(
          "out of disk: %d MiB free, %d MiB are the reserve"
              .formatted(free >> 20, reserveBytes >> 20),
          null);
    }
  }

  static StoreFailedException cannotWrite(IOException e) {
    return e instanceof StoreFailedException already
        ? already
        : new StoreFailedException("cannot write the object: " + e.getMessage(), e);
  }

  /** The instance with this UID; if contents conflict, the first one received. */
  public Optional<StoredInstance> instance(String sopInstanceUid) {
    return table.instance(sopInstanceUid);
  }

  /** What came later under the UID of another instance with other content, oldest first. */
  public List<StoredInstance> conflicting(String sopInstanceUid) {
    return table.conflicting(sopInstanceUid);
  }

  /** What came for a study under the UID of another instance with other content, oldest first. */
  public List<StoredInstance> conflictingOfStudy(String studyInstanceUid) {
    return table.conflictingOfStudy(studyInstanceUid);
  }

  /** The instances of a study in the order of reception, without conflicting ones. */
  public List<StoredInstance> instancesOfStudy(String studyInstanceUid) {
    return table.instancesOfStudy(studyInstanceUid);
  }

  /**
   * Study Instance UIDs of a patient in the order of first reception.
   *
   * @param patientId Patient ID, exactly; "" gives no study, since it names nobody
   * @param issuer Issuer of Patient ID, exactly; "" means those without one
   */
  public List<String> studiesOfPatient(String patientId, String issuer) {
    return patientId.isEmpty() ? List.of() : table.studiesOfPatient(patientId, issuer);
  }

  /** All studies in the order of first reception. */
  public List<StudySummary> studies() {
    return table.studies();
  }

  /**
   * Waits for a commit that is under way and gives the directory free; objects on their way in
   * fail.
   */
  @Override
  public void close() throws IOException {
    commit.close();
    prepared.close();
    lock.close();
  }
}
