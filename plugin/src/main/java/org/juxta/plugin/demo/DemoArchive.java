package org.juxta.plugin.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.listener.DicomListener;
import org.juxta.dicom.listener.ListenerConfig;
import org.juxta.dicom.listener.ReceptionListener;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.database.DataDirectory;
import org.juxta.plugin.database.Database;

/** A small PACS on loopback: keeps what it is sent, and says when something has come. */
final class DemoArchive implements Closeable {
  static final String AE_TITLE = "DEMOPACS";
  static final String HOST = "127.0.0.1";

  private final BlockingQueue<StoredInstance> received = new LinkedBlockingQueue<>();
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private final DicomListener listener;

  /**
   * Starts on a free port.
   *
   * @param directory of its own
   */
  DemoArchive(Path directory) throws IOException {
    DataDirectory data = DataDirectory.open(directory);
    opened.push(data::close);
    Database database = Database.open(data.database());
    opened.push(database::close);
    ObjectStore store = ObjectStore.open(data.root(), database.dataSource(), Clock.systemUTC());
    opened.push(store::close);
    listener =
        new DicomListener(
            new ListenerConfig(AE_TITLE, HOST, 0, List.of()),
            store,
            new ReceptionListener() {
              @Override
              public void stored(StoredInstance instance) {
                received.add(instance);
              }

              @Override
              public void conflicting(StoredInstance instance, StoredInstance first) {
                received.add(instance);
              }
            });
    opened.push(listener::close);
    listener.start();
  }

  ArchiveNode node() {
    return new ArchiveNode(AE_TITLE, HOST, listener.port());
  }

  /** The next object that came, or empty when none does in that time. */
  Optional<StoredInstance> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(received.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
