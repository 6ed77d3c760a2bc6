package org.juxta.dicom.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty files whose names are durable, waiting for objects. A new name costs a synchronisation of
 * its directory, as dear as that of an object's content; made in batches, it costs an object next
 * to nothing.
 */
final class PreparedFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PreparedFiles.class);
  private static final int BATCH = 32;

  /**
   * An empty file, open to be written.
   *
   * @param id our key, which no other object has or had
   */
  record Prepared(long id, Path path, FileChannel channel) {}

  private final ObjectFiles files;
  private final Deque<Prepared> waiting = new ArrayDeque<>();
  private long lastId;

  /**
   * @param lastId the highest key in use
   */
  PreparedFiles(ObjectFiles files, long lastId) {
    this.files = files;
    this.lastId = lastId;
  }

  synchronized Prepared take() throws IOException {
    if (waiting.isEmpty()) {
      prepare();
    }
    return waiting.removeFirst();
  }

  private void prepare() throws IOException {
    Set<Path> directories = new HashSet<>();
    try {
      for (int i = 0; i < BATCH; i++) {
        long id = lastId + 1;
        waiting.add(new Prepared(id, files.path(id), files.create(id)));
        directories.add(files.shardOf(id));
        lastId = id;
      }
      for (Path directory : directories) {
        ObjectFiles.syncDirectory(directory);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Removes what no object has taken; {@link ObjectFiles#removeOrphans} does so after a crash. */
  @Override
  public synchronized void close() {
    for (Prepared file : waiting) {
      try {
        file.channel.close();
        Files.delete(file.path);
      } catch (IOException e) {
        log.warn("Cannot remove {}, the next start will: {}", file.path, e.toString());
      }
    }
    waiting.clear();
  }
}
