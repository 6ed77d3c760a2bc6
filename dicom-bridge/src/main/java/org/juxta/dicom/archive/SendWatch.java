package org.juxta.dicom.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset on its way out. dcm4che bounds the wait for an answer, but not the sending to a peer
 * that stops reading: this closes the connection when a piece is stuck for as long as an answer may
 * take, or the whole goes slower than any line of use.
 */
final class SendWatch extends FilterInputStream {
  private static final Logger log = LoggerFactory.getLogger(SendWatch.class);

  /** The slowest line that an object is sent over. */
  private static final long MIN_BYTES_PER_SECOND = 64 * 1024;

  private final Socket socket;
  private final long limitNanos;
  private final long began = System.nanoTime();
  private final ScheduledFuture<?> checks;
  private volatile long lastPiece = began;
  private volatile long bytes;
  private volatile boolean sent;
  private volatile boolean stuck;

  SendWatch(InputStream dataset, Socket socket, Duration limit, ScheduledExecutorService timer) {
    super(dataset);
    this.socket = socket;
    this.limitNanos = limit.toNanos();
    long period = Math.max(1, limit.toMillis() / 4);
    this.checks = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  /** Whether the connection was closed for it. */
  boolean isStuck() {
    return stuck;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = super.read(into, offset, length);
    lastPiece = System.nanoTime();
    if (n < 0) {
      sent = true;
    } else {
      long soFar = bytes;
      bytes = soFar + n;
    }
    return n;
  }

  private void check() {
    long now = System.nanoTime();
    double seconds = (now - began) / 1e9;
    boolean slow = now - began > limitNanos && bytes / seconds < MIN_BYTES_PER_SECOND;
    if (!sent && (now - lastPiece > limitNanos || slow)) {
      stuck = true;
      checks.cancel(false);
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("Closing a stuck connection: {}", e.toString());
      }
    }
  }

  @Override
  public void close() throws IOException {
    sent = true;
    checks.cancel(false);
    super.close();
  }
}
