package org.juxta.dicom.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.dicom.listener.AllowedPeer;
import org.juxta.dicom.listener.DicomListener;
import org.juxta.dicom.listener.ListenerConfig;
import org.juxta.dicom.listener.ReceptionListener;
import org.juxta.dicom.objects.FreeSpace;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;

/**
 * A listener with its store and database in a directory, AE title JUXTA, on a free loopback port.
 */
public final class RunningListener implements AutoCloseable {
  public static final String AE_TITLE = "JUXTA";

  private final HikariDataSource database;
  private final ObjectStore store;
  private final DicomListener listener;
  private final List<StoredInstance> stored = new CopyOnWriteArrayList<>();
  private volatile Consumer<StoredInstance> onStored = instance -> {};
  private final List<StoredInstance> conflicting = new CopyOnWriteArrayList<>();

  private RunningListener(Path directory, ListenerConfig config, long reserve, FreeSpace freeSpace)
      throws IOException {
    Files.createDirectories(directory);
    database = TestDatabase.open(directory);
    store = ObjectStore.open(directory, database, Clock.systemUTC(), reserve, freeSpace);
    listener =
        new DicomListener(
            config,
            store,
            new ReceptionListener() {
              @Override
              public void stored(StoredInstance instance) {
                stored.add(instance);
                onStored.accept(instance);
              }

              @Override
              public void conflicting(StoredInstance instance, StoredInstance first) {
                conflicting.add(instance);
              }
            });
    listener.start();
  }

  /** With default limits, and as much disk as it likes. */
  public static RunningListener in(Path directory) throws IOException {
    return in(directory, config(List.of()));
  }

  public static RunningListener in(Path directory, ListenerConfig config) throws IOException {
    return new RunningListener(directory, config, 0, () -> Long.MAX_VALUE);
  }

  /** With a disk that has what the test says. */
  public static RunningListener in(Path directory, long reserve, FreeSpace freeSpace)
      throws IOException {
    return new RunningListener(directory, config(List.of()), reserve, freeSpace);
  }

  public static ListenerConfig config(List<AllowedPeer> allow) {
    return new ListenerConfig(AE_TITLE, "127.0.0.1", 0, allow);
  }

  /** With other bounds than the default ones. */
  public static ListenerConfig config(int maxAssociations, Duration timeout) {
    return new ListenerConfig(
        AE_TITLE,
        "127.0.0.1",
        0,
        List.of(),
        maxAssociations,
        timeout,
        timeout,
        ListenerConfig.DEFAULT_MAX_PDU_LENGTH);
  }

  public int port() {
    return listener.port();
  }

  public ArchiveNode node() {
    return new ArchiveNode(AE_TITLE, "127.0.0.1", port());
  }

  public ObjectStore store() {
    return store;
  }

  /** What the reception listener was told, in order. */
  public List<StoredInstance> stored() {
    return stored;
  }

  /** What the reception listener does besides taking note. */
  public void onStored(Consumer<StoredInstance> action) {
    onStored = action;
  }

  /** What the reception listener was told of conflicts, in order. */
  public List<StoredInstance> conflicting() {
    return conflicting;
  }

  /** Asks with a C-ECHO whether it is alive. */
  public void echo() throws IOException {
    try (ArchiveClient client = new ArchiveClient("TEST", Timeouts.DEFAULT)) {
      client.echo(node());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    store.close();
    database.close();
  }
}
