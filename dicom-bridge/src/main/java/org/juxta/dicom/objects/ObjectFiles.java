package org.juxta.dicom.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the objects lie: {@code root/MMMMMM/KKK/NNNNNNNNNNNN.dcm}, the number being our own key and
 * the directories its millions and thousands, so that none grows beyond a thousand entries. No
 * received text is ever part of a path.
 */
final class ObjectFiles {
  private static final long FILES_PER_SHARD = 1000;
  private static final Pattern FILE_NAME = Pattern.compile("\\d{12}\\.dcm");

  /** Makes the entries of a directory durable. */
  @FunctionalInterface
  interface DirectorySync {
    void sync(Path directory) throws IOException;
  }

  private final Path root;
  private final DirectorySync durable;

  ObjectFiles(Path root) {
    this(root, ObjectFiles::syncDirectory);
  }

  /**
   * @param durable what makes new directories durable; tests look on
   */
  ObjectFiles(Path root, DirectorySync durable) {
    this.root = root.toAbsolutePath();
    this.durable = durable;
  }

  Path path(long id) {
    return shardOf(id).resolve(String.format("%012d.dcm", id));
  }

  /** Creates the file of a new object; fails if there is one. */
  FileChannel create(long id) throws IOException {
    Path file = path(id);
    try {
      return open(file);
    } catch (NoSuchFileException e) {
      createShard(id);
      return open(file);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void createShard(long id) throws IOException {
    Files.createDirectories(shardOf(id));
    durable.sync(millionOf(id));
    durable.sync(root);
    // The root may be as new as the shard.
    Path parent = root.getParent();
    if (parent != null) {
      durable.sync(parent);
    }
  }

  /** Makes the entries of a directory durable, as fsync of a file alone need not do. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The keys that have a row. */
  interface KnownKeys {
    Set<Long> between(long firstId, long lastId);
  }

  /**
   * Clears every file that has no row. Most were being received when the process ended: their
   * senders were not told Success and will send them again. But a database that was lost or
   * restored from an older copy leaves the same picture, so what holds data is put aside in {@code
   * root/orphans} and not deleted.
   *
   * @return how many were put aside
   */
  int removeOrphans(KnownKeys known) throws IOException {
    int removed = 0;
    for (Path million : children(root)) {
      for (Path shard : children(million)) {
        removed += putAside(shard, known);
      }
    }
    return removed;
  }

  private int putAside(Path shard, KnownKeys known) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (Path file : children(shard)) {
      String name = file.getFileName().toString();
      if (FILE_NAME.matcher(name).matches()) {
        ids.add(Long.parseLong(name.substring(0, 12)));
      }
    }
    if (ids.isEmpty()) {
      return 0;
    }
    Set<Long> kept = known.between(Collections.min(ids), Collections.max(ids));
    int moved = 0;
    for (long id : ids) {
      if (!kept.contains(id)) {
        moved += putAside(path(id)) ? 1 : 0;
      }
    }
    return moved;
  }

  /** Deletes an empty file, moves any other under a name that no earlier one has. */
  private boolean putAside(Path file) throws IOException {
    if (Files.size(file) == 0) {
      Files.delete(file);
      return false;
    }
    Path orphans = Files.createDirectories(root.resolve("orphans"));
    Path target = orphans.resolve(file.getFileName());
    for (int i = 1; Files.exists(target); i++) {
      target = orphans.resolve(file.getFileName() + "." + i);
    }
    Files.move(file, target);
    return true;
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(children::add);
      }
    }
    return children;
  }

  /** The directory of the file with this key. */
  Path shardOf(long id) {
    return millionOf(id).resolve(String.format("%03d", id / FILES_PER_SHARD % 1000));
  }

  private Path millionOf(long id) {
    return root.resolve(String.format("%06d", id / FILES_PER_SHARD / 1000));
  }
}
