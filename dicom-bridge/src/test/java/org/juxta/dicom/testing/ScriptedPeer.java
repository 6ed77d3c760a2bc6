package org.juxta.dicom.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A peer that says exactly what the test scripts, right or wrong, over a raw connection. The
 * encoding is written out here by hand, so that it does not share a mistake with the library under
 * test.
 */
public final class ScriptedPeer implements AutoCloseable {
  public static final int A_ASSOCIATE_RQ = 1;
  public static final int A_ASSOCIATE_AC = 2;
  public static final int A_ASSOCIATE_RJ = 3;
  public static final int P_DATA_TF = 4;
  public static final int A_RELEASE_RP = 6;
  public static final int A_ABORT = 7;

  private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  private final Socket socket;
  private final DataInputStream in;

  /** What came back: a PDU's type and everything behind its six header bytes. */
  public record Pdu(int type, byte[] body) {

    /** A-ASSOCIATE-RJ: result, source and reason. */
    public String rejection() {
      return body[1] + "," + body[2] + "," + body[3];
    }

    /** P-DATA-TF with a command set: the status of the response, (0000,0900). */
    public int status() {
      ByteBuffer command = ByteBuffer.wrap(body, 6, body.length - 6).order(ByteOrder.LITTLE_ENDIAN);
      while (command.hasRemaining()) {
        int group = command.getShort();
        int element = command.getShort();
        int length = command.getInt();
        if (group == 0 && element == 0x0900) {
          return Short.toUnsignedInt(command.getShort());
        }
        command.position(command.position() + length);
      }
      throw new AssertionError("no status in the response");
    }
  }

  public ScriptedPeer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
  }

  public void send(byte[]... pieces) throws IOException {
    socket.getOutputStream().write(concat(pieces));
  }

  /** The next PDU, or null if the listener has closed the connection. */
  public @Nullable Pdu receive() throws IOException {
    try {
      int type = in.readUnsignedByte();
      in.readByte();
      return new Pdu(type, in.readNBytes(in.readInt()));
    } catch (EOFException | SocketException closed) {
      return null;
    }
  }

  /** The next PDU, which must be there. */
  public Pdu expect(int type) throws IOException {
    Pdu pdu = receive();
    if (pdu == null || pdu.type != type) {
      throw new AssertionError("expected PDU type " + type + ", got " + pdu);
    }
    return pdu;
  }

  /** Associates for one SOP class (context 1) and goes on only if that is accepted. */
  public void associate(String calledAeTitle, String sopClass, String transferSyntax)
      throws IOException {
    send(associateRequest(calledAeTitle, "SCRIPT", sopClass, transferSyntax));
    expect(A_ASSOCIATE_AC);
  }

  /**
   * The answer to a presentation context in an A-ASSOCIATE-AC: result, then the transfer syntax.
   */
  public static String contextAnswer(Pdu accept) {
    ByteBuffer items = ByteBuffer.wrap(accept.body(), 68, accept.body().length - 68);
    while (items.hasRemaining()) {
      int type = items.get();
      items.get();
      int length = items.getShort();
      if (type == 0x21) {
        byte[] context = new byte[length];
        items.get(context);
        return context[2] + " " + new String(context, 8, length - 8, StandardCharsets.US_ASCII);
      }
      items.position(items.position() + length);
    }
    throw new AssertionError("no presentation context in the answer");
  }

  /** A C-STORE request with a dataset in one go; the answer's status. */
  public int store(String sopClass, String sopInstance, byte[] dataset) throws IOException {
    send(
        data(1, true, true, storeCommand(sopClass, sopInstance, true)),
        data(1, false, true, dataset));
    return expect(P_DATA_TF).status();
  }

  public void release() throws IOException {
    send(pdu(5, new byte[4]));
    expect(A_RELEASE_RP);
  }

  public static byte[] associateRequest(
      String called, String calling, String abstractSyntax, String... transferSyntaxes) {
    byte[] context = item(0x30, ascii(abstractSyntax));
    for (String syntax : transferSyntaxes) {
      context = concat(context, item(0x40, ascii(syntax)));
    }
    byte[] userInformation =
        concat(item(0x51, new byte[] {0, 0, 0x40, 0}), item(0x52, ascii("2.25.1")));
    return pdu(
        A_ASSOCIATE_RQ,
        concat(
            new byte[] {0, 1, 0, 0},
            ascii(String.format("%-16s%-16s", called, calling)),
            new byte[32],
            item(0x10, ascii(APPLICATION_CONTEXT)),
            item(0x20, concat(new byte[] {1, 0, 0, 0}, context)),
            item(0x50, userInformation)));
  }

  public static byte[] storeCommand(String sopClass, String sopInstance, boolean dataset) {
    byte[] elements =
        concat(
            element(0x0002, uid(sopClass)),
            element(0x0100, int16(0x0001)),
            element(0x0110, int16(1)),
            element(0x0700, int16(0)),
            element(0x0800, int16(dataset ? 0 : 0x0101)),
            element(0x1000, uid(sopInstance)));
    byte[] length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(elements.length).array();
    return concat(element(0x0000, length), elements);
  }

  /** A P-DATA-TF PDU of one PDV. */
  public static byte[] data(int contextId, boolean command, boolean last, byte[] bytes) {
    byte[] header =
        ByteBuffer.allocate(6)
            .putInt(bytes.length + 2)
            .put((byte) contextId)
            .put((byte) ((command ? 1 : 0) | (last ? 2 : 0)))
            .array();
    return pdu(P_DATA_TF, concat(header, bytes));
  }

  public static byte[] pdu(int type, byte[] body) {
    return concat(
        ByteBuffer.allocate(6).put((byte) type).put((byte) 0).putInt(body.length).array(), body);
  }

  public static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] item(int type, byte[] body) {
    return concat(
        ByteBuffer.allocate(4).put((byte) type).put((byte) 0).putShort((short) body.length).array(),
        body);
  }

  private static byte[] element(int element, byte[] value) {
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return concat(
        header.putShort((short) 0).putShort((short) element).putInt(value.length).array(), value);
  }

  private static byte[] int16(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8)};
  }

  private static byte[] uid(String uid) {
    return ascii(uid.length() % 2 == 0 ? uid : uid + "\0");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
