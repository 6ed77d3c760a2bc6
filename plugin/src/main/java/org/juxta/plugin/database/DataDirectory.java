package org.juxta.plugin.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.juxta.plugin.config.SettingsException;

/**
 * The directory of everything that must survive a restart, held by one process at a time: its file
 * lock ends with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory where it is missing and takes its lock.
   *
   * @throws SettingsException naming key {@code data} when it cannot be written or another process
   *     holds it
   */
  public static DataDirectory open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    FileChannel lockFile;
    try {
      Files.createDirectories(root.resolve("reports"));
      lockFile =
          FileChannel.open(
              root.resolve("juxta.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new SettingsException(
          "data", root + " cannot be written to; a directory that Juxta may write to", e);
    }
    if (lock(lockFile) == null) {
      throw new SettingsException(
          "data", root + " is in use by another Juxta; stop that one or give another directory");
    }
    return new DataDirectory(root, lockFile);
  }

  /** Null when somebody else holds it. */
  private static @Nullable FileLock lock(FileChannel lockFile) {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      throw new SettingsException(
          "data", "the file system does not lock files; use a local directory", e);
    }
  }

  /** The database file. */
  public Path database() {
    return root.resolve(Database.FILE);
  }

  /** The directory itself, where the object store keeps its own part. */
  public Path root() {
    return root;
  }

  /** Where written reports are kept. */
  public Path reports() {
    return root.resolve("reports");
  }

  /** Gives the directory free. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
