package org.juxta.dicom.listener;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.dcm4che3.net.pdu.AAbort;
import org.juxta.dicom.objects.AeTitles;

/**
 * What a peer sends, seen as PDUs (PS3.8 section 9.3) before anybody believes them: an announced
 * length is held against a limit before memory is given for it, and the session learns what went
 * wrong in words. Bytes pass unchanged.
 */
final class PduInputStream extends FilterInputStream {
  private static final int A_ASSOCIATE_RQ = 1;
  private static final int P_DATA_TF = 4;
  private static final int A_RELEASE_RQ = 5;
  private static final int A_ABORT = 7;
  private static final int HEADER_LENGTH = 6;

  /** 128 presentation contexts with thirty transfer syntaxes each stay below it. */
  private static final long MAX_ASSOCIATE_LENGTH = 512 * 1024;

  /** Some senders leave the headers of PDU and PDV out of the count. */
  private static final int COUNTING_SLACK = 16;

  private final Session session;
  private final int maxDataLength;
  private final byte[] header = new byte[HEADER_LENGTH];
  private int headerLength;
  private long bodyLeft;

  PduInputStream(InputStream in, Session session, int maxDataLength) {
    super(new BufferedInputStream(in, 64 * 1024));
    this.session = session;
    this.maxDataLength = maxDataLength;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    boolean inHeader = bodyLeft == 0;
    int wanted = (int) Math.min(length, inHeader ? HEADER_LENGTH - headerLength : bodyLeft);
    int n = receive(bytes, offset, wanted);
    if (n < 0) {
      session.ended(inHeader && headerLength == 0);
      return n;
    }
    if (!inHeader) {
      bodyLeft -= n;
    } else {
      if (headerLength == 0) {
        session.pduBegan();
      }
      System.arraycopy(bytes, offset, header, headerLength, n);
      headerLength += n;
      if (headerLength == HEADER_LENGTH) {
        headerLength = 0;
        bodyLeft = bodyLength();
      }
    }
    if (bodyLeft == 0 && headerLength == 0) {
      session.pduEnded();
    }
    return n;
  }

  private int receive(byte[] bytes, int offset, int length) throws IOException {
    session.waitsForPeer();
    int n = in.read(bytes, offset, length);
    session.received(Math.max(n, 0));
    return n;
  }

  private long bodyLength() throws AAbort {
    int type = header[0];
    long length =
        (header[2] & 0xFFL) << 24
            | (header[3] & 0xFFL) << 16
            | (header[4] & 0xFFL) << 8
            | (header[5] & 0xFFL);
    if (type < 1 || type > A_ABORT) {
      throw abort(
          AAbort.UNRECOGNIZED_PDU,
          "no DICOM PDU, begins with '"
              + AeTitles.printable(new String(header, StandardCharsets.ISO_8859_1))
              + "'");
    }
    boolean expected =
        session.isAssociated()
            ? type == P_DATA_TF || type == A_RELEASE_RQ || type == A_ABORT
            : type == A_ASSOCIATE_RQ || type == A_ABORT;
    if (!expected) {
      throw abort(
          AAbort.UNEXPECTED_PDU,
          "PDU of type "
              + type
              + (session.isAssociated() ? " within" : " before")
              + " an association");
    }
    long limit =
        switch (type) {
          case A_ASSOCIATE_RQ -> MAX_ASSOCIATE_LENGTH;
          case P_DATA_TF -> maxDataLength + COUNTING_SLACK;
          default -> 4;
        };
    // dcm4che reads ten bytes of any PDU before it looks at them; none is shorter.
    if (length > limit || length < 4) {
      throw abort(
          AAbort.INVALID_PDU_PARAMETER_VALUE,
          "PDU of type " + type + " announces " + length + " bytes, allowed are 4 to " + limit);
    }
    if (type == A_ABORT) {
      session.note("aborted by the peer");
    } else if (type == A_RELEASE_RQ) {
      session.releaseRequested();
    }
    return length;
  }

  /**
   * What ends the reading. PS3.8 9.2.3 (AA-1) wants an A-ABORT also before there is an association;
   * not every dcm4che sends one then.
   */
  private AAbort abort(int reason, String what) {
    session.note(what);
    if (!session.isAssociated()) {
      session.abortConnection(reason);
    }
    return new AAbort(AAbort.UL_SERIVE_PROVIDER, reason);
  }
}
