package org.juxta.plugin.pipeline;

import java.nio.file.Path;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;

/** Sends one object to one archive, once. */
@FunctionalInterface
public interface ArchiveSender {

  /**
   * Sends it.
   *
   * @param file a Part 10 file
   */
  SendOutcome send(ArchiveNode archive, Path file);
}
