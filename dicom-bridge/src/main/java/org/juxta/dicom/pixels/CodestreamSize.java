package org.juxta.dicom.pixels;

/**
 * The size that a JPEG, JPEG-LS or JPEG 2000 codestream gives itself, read before it is decoded: a
 * codec allocates by its codestream, whatever Rows and Columns say.
 */
record CodestreamSize(long columns, long rows, int components) {

  /**
   * Reads the frame header (SOF of ITU-T T.81 and T.87, SIZ of T.800).
   *
   * @throws UnreadablePixelsException when there is none
   */
  static CodestreamSize of(byte[] stream) throws UnreadablePixelsException {
    if (stream.length > 1 && unsigned16(stream, 0) == 0xFFD8) {
      return ofJpeg(stream);
    }
    int start = startOfJpeg2000(stream);
    if (start >= 0 && start + 42 <= stream.length) {
      return new CodestreamSize(
          unsigned32(stream, start + 8) - unsigned32(stream, start + 16),
          unsigned32(stream, start + 12) - unsigned32(stream, start + 20),
          unsigned16(stream, start + 40));
    }
    throw new UnreadablePixelsException(
        "the frame in Pixel Data (7FE0,0010) begins with no JPEG or JPEG 2000 codestream");
  }

  /**
   * @throws UnreadablePixelsException when the codestream is of another size than the data set says
   */
  void requireSame(PixelFormat format) throws UnreadablePixelsException {
    if (columns != format.columns()
        || rows != format.rows()
        || components != format.samplesPerPixel()) {
      throw new UnreadablePixelsException(
          ("Rows (0028,0010) %d, Columns (0028,0011) %d and Samples per Pixel (0028,0002) %d are"
                  + " %d, %d and %d in the codestream")
              .formatted(
                  format.rows(),
                  format.columns(),
                  format.samplesPerPixel(),
                  rows,
                  columns,
                  components));
    }
  }

  private static CodestreamSize ofJpeg(byte[] stream) throws UnreadablePixelsException {
    int at = 2;
    while (at + 4 <= stream.length) {
      int marker = unsigned16(stream, at);
      if (marker == 0xFFFF) {
        at++;
        continue;
      }
      if (isFrameHeader(marker) && at + 10 <= stream.length) {
        return new CodestreamSize(
            unsigned16(stream, at + 7), unsigned16(stream, at + 5), stream[at + 9] & 0xFF);
      }
      if (marker >> 8 != 0xFF || marker == 0xFFDA) {
        break;
      }
      at += 2 + unsigned16(stream, at + 2);
    }
    throw new UnreadablePixelsException(
        "the JPEG stream in Pixel Data (7FE0,0010) has no frame header");
  }

  /** SOF0 to SOF15 less DHT, JPG and DAC, and SOF55 of JPEG-LS. */
  private static boolean isFrameHeader(int marker) {
    return marker == 0xFFF7
        || (marker >= 0xFFC0
            && marker <= 0xFFCF
            && marker != 0xFFC4
            && marker != 0xFFC8
            && marker != 0xFFCC);
  }

  /** SOC followed by SIZ, at the beginning or inside the boxes that some writers put around it. */
  private static int startOfJpeg2000(byte[] stream) {
    int last = Math.min(stream.length - 4, 4096);
    for (int at = 0; at <= last; at++) {
      if (unsigned32(stream, at) == 0xFF4FFF51L) {
        return at;
      }
    }
    return -1;
  }

  private static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static long unsigned32(byte[] bytes, int at) {
    return (long) unsigned16(bytes, at) << 16 | unsigned16(bytes, at + 2);
  }
}
