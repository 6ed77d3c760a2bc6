package org.juxta.dicom.listener;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An accepted connection whose bytes pass the eyes of its {@link Session}. */
final class GuardedSocket extends Socket {
  private final int maxDataLength;
  private @Nullable Session session;

  private GuardedSocket(int maxDataLength) {
    this.maxDataLength = maxDataLength;
  }

  Session session() {
    if (session == null) {
      throw new IllegalStateException("not accepted");
    }
    return session;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PduInputStream(super.getInputStream(), session(), maxDataLength);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    Session observer = session();
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        observer.sends();
        out.write(bytes, offset, length);
        observer.sent();
      }
    };
  }

  /** Listens, and accepts guarded sockets. */
  static final class Server extends ServerSocket {
    private final int maxDataLength;
    private final Function<GuardedSocket, Session> sessions;

    Server(InetSocketAddress address, int maxDataLength, Function<GuardedSocket, Session> sessions)
        throws IOException {
      this.maxDataLength = maxDataLength;
      this.sessions = sessions;
      setReuseAddress(true);
      bind(address, 128);
    }

    @Override
    public GuardedSocket accept() throws IOException {
      GuardedSocket socket = new GuardedSocket(maxDataLength);
      implAccept(socket);
      socket.session = sessions.apply(socket);
      return socket;
    }
  }
}
