package org.juxta.dicom.report.module;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** Documents of ours as Part 10 files: Explicit VR Little Endian. */
public final class DocumentFile {
  /** Names this implementation in file meta information (PS3.10 table 7.1-1). */
  private static final String IMPLEMENTATION_CLASS_UID =
      "2.25.8716940602478237148473229321244956170";

  private static final String IMPLEMENTATION_VERSION_NAME = "JUXTA";

  private static final String UNFINISHED_PREFIX = ".report";
  private static final String UNFINISHED_SUFFIX = ".tmp";

  private DocumentFile() {}

  /**
   * Removes what a crash left of documents that were being written, which are never read again. Not
   * while one is written.
   */
  public static void removeUnfinished(Path directory) throws IOException {
    try (DirectoryStream<Path> unfinished =
        Files.newDirectoryStream(directory, UNFINISHED_PREFIX + "*" + UNFINISHED_SUFFIX)) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
  }

  /** The file's bytes; the same document always gives the same bytes. */
  public static byte[] encode(Attributes document) throws IOException {
    Attributes meta =
        Attributes.createFileMetaInformation(
            document.getString(Tag.SOPInstanceUID),
            document.getString(Tag.SOPClassUID),
            UID.ExplicitVRLittleEndian);
    meta.setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION_CLASS_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, IMPLEMENTATION_VERSION_NAME);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
      out.writeDataset(meta, document);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes bytes durably: after return the file is on disk whole, after a crash it is whole or not
   * there.
   *
   * @param out where; replaced when it is there
   */
  public static void write(byte[] bytes, Path out) throws IOException {
    Path directory = out.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, UNFINISHED_PREFIX, UNFINISHED_SUFFIX);
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, out, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
