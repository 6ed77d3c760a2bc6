package org.juxta.dicom.pixels;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.dcm4che3.data.VR;

/** Frames that lie in the file one after the other, uncompressed (PS3.5 8.1, 8.2). */
final class NativeFrames {
  private NativeFrames() {}

  /** The samples of one frame, pixel by pixel. */
  static int[] read(Part10File file, PixelFormat format, int frame) throws IOException {
    long firstBit = format.frameBits() * frame;
    long lastBit = firstBit + format.frameBits();
    checkLength(file, format);
    byte[] bytes = new byte[(int) ((lastBit + 7) / 8 - firstBit / 8)];
    // Bytes of 8-bit samples that were written as words of a big endian file lie swapped (PS3.5
    // 8.1.1 and annex A.3), so what is read starts and ends at a word.
    boolean swapped =
        file.bigEndian() && file.pixelDataVr() == VR.OW && format.bitsAllocated() <= 8;
    readFully(file, firstBit / 8, bytes, swapped);
    return SampleUnpacker.unpack(bytes, (int) (firstBit % 8), format, file.bigEndian());
  }

  private static void checkLength(Part10File file, PixelFormat format) throws IOException {
    long needed;
    try {
      needed = (Math.multiplyExact(format.frameBits(), (long) format.frames()) + 7) / 8;
    } catch (ArithmeticException e) {
      needed = Long.MAX_VALUE;
    }
    long stated = file.pixelDataLength();
    if (needed > stated) {
      throw new UnreadablePixelsException(
          ("Pixel Data (7FE0,0010) has %d bytes, Rows (0028,0010) %d x Columns (0028,0011) %d"
                  + " x Number of Frames (0028,0008) %d x Samples per Pixel (0028,0002) %d"
                  + " x Bits Allocated (0028,0100) %d need %d")
              .formatted(
                  stated,
                  format.rows(),
                  format.columns(),
                  format.frames(),
                  format.samplesPerPixel(),
                  format.bitsAllocated(),
                  needed));
    }
    if (!file.deflated() && file.pixelDataPosition() + needed > Files.size(file.path())) {
      throw new UnreadablePixelsException(
          "Pixel Data (7FE0,0010) states %d bytes, the file ends after %d of them"
              .formatted(stated, Files.size(file.path()) - file.pixelDataPosition()));
    }
  }

  private static void readFully(Part10File file, long offset, byte[] bytes, boolean swapped)
      throws IOException {
    try (InputStream in = pixelData(file)) {
      if (!swapped) {
        in.skipNBytes(offset);
        fill(in, bytes);
        return;
      }
      int lead = (int) (offset & 1);
      byte[] words = new byte[(lead + bytes.length + 1) / 2 * 2];
      in.skipNBytes(offset - lead);
      fill(in, words);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = words[(lead + i) ^ 1];
      }
    } catch (EOFException e) {
      throw new UnreadablePixelsException("the file ends inside Pixel Data (7FE0,0010)", e);
    }
  }

  /** A stream of its own, so that frames can be read in any order; deflated data run on only. */
  private static InputStream pixelData(Part10File file) throws IOException {
    if (file.deflated()) {
      return file.pixelData();
    }
    InputStream in = Files.newInputStream(file.path());
    in.skipNBytes(file.pixelDataPosition());
    return in;
  }

  private static void fill(InputStream in, byte[] bytes) throws IOException {
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw new EOFException();
    }
  }
}
