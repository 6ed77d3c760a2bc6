package org.juxta.dicom.pixels;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;

/**
 * A Part 10 file read up to its pixel data, with bounded memory whatever the file says: values
 * above {@value #LARGEST_VALUE} bytes are skipped, and a deflated data set inflates to at most
 * {@value #LARGEST_INFLATED} bytes.
 */
public final class Part10File implements Closeable {
  static final int LARGEST_VALUE = 8 << 20;
  static final long LARGEST_INFLATED = 1L << 30;

  private final Path path;
  private final DicomInputStream in;
  private final Attributes dataset;
  private final boolean floatPixels;

  private Part10File(Path path, DicomInputStream in, Attributes dataset, boolean floatPixels) {
    this.path = path;
    this.in = in;
    this.dataset = dataset;
    this.floatPixels = floatPixels;
  }

  /**
   * Reads everything before the pixel data.
   *
   * @throws IOException when the file is absent, ends too soon or is no DICOM; the message says
   *     which
   */
  // The library reports malformed input by unchecked exceptions of many kinds, and deep nesting of
  // sequences by running out of stack; for a caller all of them are one thing, a file that is not
  // readable.
  public static Part10File open(Path path) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      BoundedDicomInputStream in = new BoundedDicomInputStream(bytes);
      in.setAllocateLimit(LARGEST_VALUE);
      in.limitInflated(LARGEST_INFLATED);
      boolean[] floatPixels = new boolean[1];
      in.setIncludeBulkData(DicomInputStream.IncludeBulkData.NO);
      in.setBulkDataDescriptor(
          (items, privateCreator, tag, vr, length) -> {
            if (items.isEmpty() && (tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData)) {
              floatPixels[0] = true;
            }
            return vr != VR.SQ && length > LARGEST_VALUE;
          });
      Attributes dataset = in.readDataset(-1, Tag.PixelData);
      return new Part10File(path, in, dataset, floatPixels[0]);
    } catch (EOFException e) {
      bytes.close();
      throw new IOException("the file ends inside its header", e);
    } catch (RuntimeException | StackOverflowError e) {
      bytes.close();
      throw new IOException("not readable as DICOM: " + reason(e), e);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** All attributes before the pixel data, less values that are too large to be header. */
  public Attributes dataset() {
    return dataset;
  }

  /** Transfer Syntax UID (0002,0010); Implicit VR Little Endian where the file does not say. */
  public String transferSyntaxUid() {
    return in.getTransferSyntax();
  }

  /** Whether the file goes on with Pixel Data (7FE0,0010) that is not empty. */
  public boolean hasPixelData() {
    // At the end of a file without pixel data the stream still names the last attribute it saw,
    // which may be the pixel data of an icon; only then has it not moved past the tag.
    return in.tag() == Tag.PixelData && in.getPosition() > in.getTagPosition() && in.length() != 0;
  }

  /** Whether it holds Float or Double Float Pixel Data (7FE0,0008), (7FE0,0009). */
  boolean hasFloatPixelData() {
    return floatPixels;
  }

  /** Length of the value of Pixel Data in bytes, -1 when it is a sequence of fragments. */
  long pixelDataLength() {
    return in.length() == -1 ? -1 : in.length() & 0xFFFFFFFFL;
  }

  /** Value representation of Pixel Data, OB or OW. */
  VR pixelDataVr() {
    return in.vr();
  }

  /** Position in the file of the first byte of the value of Pixel Data; not where deflated. */
  long pixelDataPosition() {
    return in.getPosition();
  }

  boolean bigEndian() {
    return in.bigEndian();
  }

  boolean deflated() {
    return UID.DeflatedExplicitVRLittleEndian.equals(in.getTransferSyntax());
  }

  Path path() {
    return path;
  }

  /** Bytes of the value of Pixel Data; may be read once, from its first byte. */
  InputStream pixelData() {
    return in;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return e instanceof StackOverflowError
        ? "its sequences are nested too deep"
        : message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
