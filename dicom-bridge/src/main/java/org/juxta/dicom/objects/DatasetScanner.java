package org.juxta.dicom.objects;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a dataset as it arrives, piece by piece: checks that its elements, sequences and fragments
 * (PS3.5 section 7 and annex A) fit into each other to the end, and keeps the few values that the
 * index needs. Memory is bounded whatever the dataset claims: values are stepped over, never
 * loaded, and nesting is counted, not recursed into.
 *
 * <p>Not safe for use by several threads.
 */
final class DatasetScanner implements AutoCloseable {
  /**
   * Deeper nesting than any real object has (SR trees stay below 20); recursive readers overflow
   * near a thousand.
   */
  static final int MAX_DEPTH = 64;

  /** A deflated dataset may grow to this many bytes; readers address 2 GiB. */
  static final long MAX_INFLATED_BYTES = Integer.MAX_VALUE;

  private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  private static final String EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2";
  private static final String GE_PRIVATE_IMPLICIT_VR = "1.2.840.113619.5.2";
  private static final String DEFLATED_EXPLICIT_VR = "1.2.840.10008.1.2.1.99";
  private static final String JPIP_REFERENCED_DEFLATE = "1.2.840.10008.1.2.4.95";
  private static final String JPIP_HTJ2K_REFERENCED_DEFLATE = "1.2.840.10008.1.2.4.205";

  private final ElementWalker walker;
  private final Map<Integer, byte[]> values = new HashMap<>();
  private final Inflater inflater;
  private final boolean deflated;
  private final byte[] inflated;
  private final long maxInflatedBytes;
  private long inflatedBytes;

  DatasetScanner(String transferSyntaxUid) {
    this(transferSyntaxUid, MAX_INFLATED_BYTES);
  }

  DatasetScanner(String transferSyntaxUid, long maxInflatedBytes) {
    this.maxInflatedBytes = maxInflatedBytes;
    boolean implicit =
        transferSyntaxUid.equals(IMPLICIT_VR_LITTLE_ENDIAN)
            || transferSyntaxUid.equals(GE_PRIVATE_IMPLICIT_VR);
    walker =
        new ElementWalker(
            implicit, transferSyntaxUid.equals(EXPLICIT_VR_BIG_ENDIAN), DatasetHead.TAGS, values);
    deflated =
        transferSyntaxUid.equals(DEFLATED_EXPLICIT_VR)
            || transferSyntaxUid.equals(JPIP_REFERENCED_DEFLATE)
            || transferSyntaxUid.equals(JPIP_HTJ2K_REFERENCED_DEFLATE);
    inflater = new Inflater(true);
    inflated = deflated ? new byte[16384] : new byte[0];
  }

  /** Takes the next bytes of the dataset as it is encoded on the wire. */
  void feed(byte[] bytes, int offset, int length) throws UnreadableDatasetException {
    if (!deflated) {
      walker.feed(bytes, offset, length);
      return;
    }
    inflater.setInput(bytes, offset, length);
    try {
      // Whatever follows the end of the deflated stream is padding to an even length.
      while (!inflater.finished() && !inflater.needsInput()) {
        int n = inflater.inflate(inflated);
        if (n == 0 && inflater.needsDictionary()) {
          throw new UnreadableDatasetException("deflated dataset needs a preset dictionary");
        }
        inflatedBytes += n;
        if (inflatedBytes > maxInflatedBytes) {
          throw new UnreadableDatasetException(
              "dataset inflates to more than " + maxInflatedBytes + " bytes");
        }
        walker.feed(inflated, 0, n);
      }
    } catch (DataFormatException e) {
      throw new UnreadableDatasetException("dataset is not a deflated stream");
    }
  }

  /**
   * Says that the dataset has ended.
   *
   * @throws UnreadableDatasetException if it is empty or ends inside an element
   */
  DatasetHead finish() throws UnreadableDatasetException {
    if (deflated && !inflater.finished()) {
      throw new UnreadableDatasetException("deflated dataset ends early");
    }
    walker.finish();
    return DatasetHead.of(values);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
