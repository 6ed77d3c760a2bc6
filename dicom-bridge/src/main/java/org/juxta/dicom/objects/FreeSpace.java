package org.juxta.dicom.objects;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes the store may still write to its disk. */
@FunctionalInterface
public interface FreeSpace {
  long bytes() throws IOException;

  /** What the file system of this directory says. */
  static FreeSpace of(Path directory) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    return disk::getUsableSpace;
  }
}
