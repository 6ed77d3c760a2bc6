package org.juxta.dicom.pixels;

import java.util.Arrays;

/**
 * RLE Lossless (PS3.5 annex G). Own code because the library's reader fills what is missing with
 * zeros: a truncated frame must be refused here, not read as an image with a black edge.
 */
final class RunLengthDecoder {
  private static final int HEADER = 64;

  private RunLengthDecoder() {}

  /**
   * @return samples in the order pixel by pixel, each as the unsigned word it was allocated
   * @throws UnreadablePixelsException when segments do not fit the format or are too short
   */
  static int[] decode(byte[] frame, PixelFormat format) throws UnreadablePixelsException {
    int bytesPerSample = format.bitsAllocated() / 8;
    int segments = format.samplesPerPixel() * bytesPerSample;
    if (frame.length < HEADER || segments == 0 || intAt(frame, 0) != segments) {
      throw new UnreadablePixelsException(
          "the RLE frame has %s segments, Samples per Pixel (0028,0002) %d x Bits Allocated (0028,0100) %d need %d"
              .formatted(
                  frame.length < HEADER ? "no" : String.valueOf(intAt(frame, 0)),
                  format.samplesPerPixel(),
                  format.bitsAllocated(),
                  segments));
    }
    // Two bytes give at most 128 (G.3.1), so a frame that is too short is known before allocation.
    if ((long) format.pixels() * segments > 64L * frame.length) {
      throw new UnreadablePixelsException(
          "an RLE frame of %d bytes cannot give Rows (0028,0010) %d x Columns (0028,0011) %d"
              .formatted(frame.length, format.rows(), format.columns()));
    }
    int[] samples = new int[format.pixels() * format.samplesPerPixel()];
    byte[] plane = new byte[format.pixels()];
    for (int segment = 0; segment < segments; segment++) {
      int start = intAt(frame, 4 + 4 * segment);
      int end = segment + 1 < segments ? intAt(frame, 8 + 4 * segment) : frame.length;
      if (start < HEADER || end < start || end > frame.length) {
        throw new UnreadablePixelsException(
            "RLE segment %d lies from %d to %d of %d bytes"
                .formatted(segment + 1, start, end, frame.length));
      }
      unpack(frame, start, end, plane, segment + 1);
      int sample = segment / bytesPerSample;
      // G.2: the most significant byte of a sample comes first.
      int shift = 8 * (bytesPerSample - 1 - segment % bytesPerSample);
      for (int i = 0; i < plane.length; i++) {
        samples[i * format.samplesPerPixel() + sample] |= (plane[i] & 0xFF) << shift;
      }
    }
    return samples;
  }

  private static void unpack(byte[] from, int at, int end, byte[] to, int segment)
      throws UnreadablePixelsException {
    int filled = 0;
    while (filled < to.length && at < end) {
      int n = from[at++];
      if (n >= 0) {
        int run = Math.min(n + 1, to.length - filled);
        if (at + run > end) {
          break;
        }
        System.arraycopy(from, at, to, filled, run);
        at += n + 1;
        filled += run;
      } else if (n != -128 && at < end) {
        int run = Math.min(1 - n, to.length - filled);
        Arrays.fill(to, filled, filled + run, from[at++]);
        filled += run;
      }
    }
    if (filled < to.length) {
      throw new UnreadablePixelsException(
          "RLE segment %d gives %d of %d bytes".formatted(segment, filled, to.length));
    }
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
