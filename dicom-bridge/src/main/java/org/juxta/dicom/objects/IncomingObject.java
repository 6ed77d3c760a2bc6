package org.juxta.dicom.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object on its way in. Write the bytes of its dataset to it, then {@link #commit}; closing it
 * without that leaves nothing behind. The bytes go to the file as they come, are digested and are
 * checked to be a dataset; none are held in memory.
 *
 * <p>For one thread.
 */
public final class IncomingObject extends OutputStream {
  private static final Logger log = LoggerFactory.getLogger(IncomingObject.class);

  /** How often a long object looks whether the disk still has its reserve. */
  private static final long SPACE_CHECK_BYTES = 16L << 20;

  private final ObjectStore store;
  private final ObjectOrigin origin;
  private final PreparedFiles.Prepared file;
  private final MessageDigest digest = sha256();
  private final DatasetScanner scanner;
  private long datasetBytes;
  private long nextSpaceCheck = SPACE_CHECK_BYTES;
  private boolean kept;

  IncomingObject(ObjectStore store, ObjectOrigin origin, PreparedFiles.Prepared file) {
    this.store = store;
    this.origin = origin;
    this.file = file;
    this.scanner = new DatasetScanner(origin.transferSyntaxUid());
  }

  /** Writes what stands before the dataset. */
  void writeFileMetaInformation() throws StoreFailedException {
    byte[] bytes = fileMetaInformation(origin);
    toFile(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes of the dataset.
   *
   * @throws StoreFailedException if the disk does not take them
   * @throws UnreadableDatasetException as soon as they cannot be a dataset
   */
  @Override
  public void write(byte[] bytes, int offset, int length)
      throws StoreFailedException, UnreadableDatasetException {
    scanner.feed(bytes, offset, length);
    digest.update(bytes, offset, length);
    datasetBytes += length;
    if (datasetBytes >= nextSpaceCheck) {
      store.requireSpace();
      nextSpaceCheck = datasetBytes + SPACE_CHECK_BYTES;
    }
    toFile(bytes, offset, length);
  }

  @Override
  public void write(int b) throws StoreFailedException, UnreadableDatasetException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** How many bytes of the dataset were written. */
  public long datasetBytes() {
    return datasetBytes;
  }

  /**
   * Keeps the object: when this returns, file, directory entry and row are on disk.
   *
   * @throws UnreadableDatasetException if the dataset is empty or ends early
   * @throws MismatchedDatasetException if it is not the announced object, or has no study or series
   * @throws StoreFailedException if disk or database refuse
   */
  public Reception commit()
      throws UnreadableDatasetException, MismatchedDatasetException, StoreFailedException {
    DatasetHead head = scanner.finish();
    requireAnnounced(head);
    try {
      file.channel().force(true);
      file.channel().close();
    } catch (IOException e) {
      throw ObjectStore.cannotWrite(e);
    }
    try {
      Reception reception =
          store.commit(
              new InstanceRow(
                  file.id(),
                  head,
                  origin.transferSyntaxUid(),
                  HexFormat.of().formatHex(digest.digest()),
                  datasetBytes,
                  origin.callingAeTitle()));
      kept = !(reception instanceof Reception.Repeated);
      return reception;
    } catch (StoreFailedException e) {
      // A row must never point to nothing; if there is none after all, the next start removes the
      // file.
      kept = e.rowMayExist();
      throw e;
    }
  }

  private void requireAnnounced(DatasetHead head) throws MismatchedDatasetException {
    requireSame("SOP Class UID (0008,0016)", head.sopClassUid(), origin.sopClassUid());
    requireSame("SOP Instance UID (0008,0018)", head.sopInstanceUid(), origin.sopInstanceUid());
    requireUid("Study Instance UID (0020,000D)", head.studyInstanceUid());
    requireUid("Series Instance UID (0020,000E)", head.seriesInstanceUid());
  }

  private static void requireSame(String what, String inDataset, String announced)
      throws MismatchedDatasetException {
    if (!inDataset.equals(announced)) {
      throw new MismatchedDatasetException(what + " is not that of the request");
    }
  }

  private static void requireUid(String what, String uid) throws MismatchedDatasetException {
    if (!Uids.isValid(uid)) {
      throw new MismatchedDatasetException(what + (uid.isEmpty() ? " is missing" : " is no UID"));
    }
  }

  /** Removes the file unless it was kept. */
  @Override
  public void close() {
    scanner.close();
    try {
      file.channel().close();
      if (!kept) {
        Files.deleteIfExists(file.path());
      }
    } catch (IOException e) {
      log.warn("Cannot remove {}, the next start will: {}", file.path(), e.toString());
    }
  }

  private void toFile(byte[] bytes, int offset, int length) throws StoreFailedException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        file.channel().write(buffer);
      }
    } catch (IOException e) {
      throw ObjectStore.cannotWrite(e);
    }
  }

  private static byte[] fileMetaInformation(ObjectOrigin origin) throws StoreFailedException {
    Attributes meta = new Attributes();
    meta.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
    meta.setString(Tag.MediaStorageSOPClassUID, VR.UI, origin.sopClassUid());
    meta.setString(Tag.MediaStorageSOPInstanceUID, VR.UI, origin.sopInstanceUid());
    meta.setString(Tag.TransferSyntaxUID, VR.UI, origin.transferSyntaxUid());
    meta.setString(Tag.ImplementationClassUID, VR.UI, JuxtaImplementation.CLASS_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, JuxtaImplementation.VERSION_NAME);
    meta.setString(Tag.SourceApplicationEntityTitle, VR.AE, origin.callingAeTitle());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
      out.writeFileMetaInformation(meta);
    } catch (IOException e) {
      throw new StoreFailedException("cannot encode File Meta Information", e);
    }
    return bytes.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
