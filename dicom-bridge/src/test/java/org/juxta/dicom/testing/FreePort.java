package org.juxta.dicom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports for peers that cannot choose one themselves. */
public final class FreePort {
  private FreePort() {}

  /** A loopback port that nothing listens at just now. */
  public static int next() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
