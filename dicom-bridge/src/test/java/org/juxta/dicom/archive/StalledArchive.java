package org.juxta.dicom.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.juxta.dicom.testing.ScriptedPeer;

/**
 * An archive that accepts an association for CT images, and then never answers; it may go on
 * reading or not.
 */
final class StalledArchive implements AutoCloseable {
  private final ServerSocket server;
  private final boolean reads;

  StalledArchive(boolean reads) throws IOException {
    this.reads = reads;
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "stalled-archive");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readShort();
      byte[] request = in.readNBytes(in.readInt());
      OutputStream out = socket.getOutputStream();
      out.write(accept(request));
      if (reads) {
        in.transferTo(OutputStream.nullOutputStream());
      } else {
        // Blocks until the test closes the server.
        server.accept().close();
      }
    } catch (IOException closed) {
      // The test is over, or the client has given up; either is what this archive is for.
    }
  }

  /** An A-ASSOCIATE-AC for presentation context 1 in Explicit VR Little Endian. */
  private static byte[] accept(byte[] request) {
    byte[] syntax = "1.2.840.10008.1.2.1".getBytes(StandardCharsets.US_ASCII);
    byte[] application = "1.2.840.10008.3.1.1.1".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer fixed = ByteBuffer.allocate(68).put(request, 0, 68);
    return ScriptedPeer.pdu(
        ScriptedPeer.A_ASSOCIATE_AC,
        ScriptedPeer.concat(
            fixed.array(),
            item(0x10, application),
            item(0x21, ScriptedPeer.concat(new byte[] {1, 0, 0, 0}, item(0x40, syntax))),
            item(0x50, item(0x51, new byte[] {0, 0, 0x40, 0}))));
  }

  private static byte[] item(int type, byte[] body) {
    return ScriptedPeer.concat(
        ByteBuffer.allocate(4).put((byte) type).put((byte) 0).putShort((short) body.length).array(),
        body);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
