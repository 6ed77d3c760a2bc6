package org.juxta.dicom.pixels;

import java.io.IOException;
import org.dcm4che3.data.UID;

/** Gets the samples of one frame out of a file, by its transfer syntax. */
final class FrameDecoder {
  /** PS3.5 A.4.11. */
  private static final String ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98";

  private FrameDecoder() {}

  /**
   * @return samples in the order pixel by pixel, each as the unsigned word it was allocated; codecs
   *     may give signed samples with their sign extended
   * @throws UnreadablePixelsException when no codec decodes the transfer syntax or the data are
   *     damaged
   */
  static int[] decode(Part10File file, PixelFormat format, int frame) throws IOException {
    String syntax = file.transferSyntaxUid();
    if (file.pixelDataLength() >= 0) {
      if (isCompressed(syntax)) {
        throw new UnreadablePixelsException(
            "Transfer Syntax UID (0002,0010) is %s, but Pixel Data (7FE0,0010) is not in fragments"
                .formatted(TransferSyntaxName.of(syntax)));
      }
      return NativeFrames.read(file, format, frame);
    }
    if (syntax.equals(UID.RLELossless)) {
      requireWholeBytes(format);
      return RunLengthDecoder.decode(FragmentedFrames.read(file, format.frames(), frame), format);
    }
    if (syntax.equals(ENCAPSULATED_UNCOMPRESSED)) {
      requireWholeBytes(format);
      byte[] bytes = FragmentedFrames.read(file, format.frames(), frame);
      if (bytes.length < format.frameBits() / 8) {
        throw new UnreadablePixelsException(
            "frame %d has %d bytes, Rows (0028,0010) x Columns (0028,0011) need %d"
                .formatted(frame + 1, bytes.length, format.frameBits() / 8));
      }
      return SampleUnpacker.unpack(bytes, 0, format, false);
    }
    if (!CodecFrames.canDecode(syntax)) {
      throw new UnreadablePixelsException(
          "Transfer Syntax UID (0002,0010) %s cannot be decoded here"
              .formatted(TransferSyntaxName.of(syntax)));
    }
    return CodecFrames.decode(
        FragmentedFrames.read(file, format.frames(), frame), format, syntax, file.dataset());
  }

  private static boolean isCompressed(String syntax) {
    return syntax.equals(UID.RLELossless) || CodecFrames.canDecode(syntax);
  }

  private static void requireWholeBytes(PixelFormat format) throws UnreadablePixelsException {
    if (format.bitsAllocated() % 8 != 0) {
      throw new UnreadablePixelsException(
          "Bits Allocated (0028,0100) is %d in fragments, not 8, 16 or 32"
              .formatted(format.bitsAllocated()));
    }
  }
}
