package org.juxta.dicom.pixels;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.dcm4che3.io.DicomInputStream;

/** A DICOM stream that stops inflating a deflated data set at a limit. */
final class BoundedDicomInputStream extends DicomInputStream {

  BoundedDicomInputStream(InputStream in) throws IOException {
    super(in);
  }

  /** Reads the file meta information and, if a deflated data set follows, bounds it. */
  void limitInflated(long limit) throws IOException {
    readFileMetaInformation();
    if (in instanceof InflaterInputStream) {
      in = new LimitedInputStream(in, limit);
    }
  }

  private static final class LimitedInputStream extends FilterInputStream {
    private final long limit;
    private long read;

    LimitedInputStream(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      count(n);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      count(skipped);
      return skipped;
    }

    private void count(long n) throws IOException {
      read += Math.max(0, n);
      if (read > limit) {
        throw new IOException("the deflated data set inflates to more than " + limit + " bytes");
      }
    }
  }
}
