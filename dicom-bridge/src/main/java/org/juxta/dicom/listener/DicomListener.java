package org.juxta.dicom.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.TCPProtocolHandler;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DICOM port: Verification and Storage SCP. Each object goes to the {@link ObjectStore}; see
 * {@link StorageService} for what the sender is answered.
 *
 * <p>One log line tells each connection that broke and each object that was refused (WARN), and
 * each association that brought objects (INFO). dcm4che's own lines ({@code org.dcm4che3}) tell the
 * same in pieces: turn them off. An SLF4J binding must be there.
 */
public final class DicomListener implements AutoCloseable {
  private static final Duration ACCEPT_AGAIN_AFTER = Duration.ofMillis(200);
  private static final Logger log = LoggerFactory.getLogger(DicomListener.class);

  /**
   * Connections beyond the associations: those that are still asking for one, or are being refused.
   */
  private static final int CONNECTIONS_IN_NEGOTIATION = 16;

  private static final int CLOSE_SECONDS = 10;

  private static final TCPProtocolHandler UPPER_LAYER = upperLayer();

  private final ListenerConfig config;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final Connection connection = new Connection();
  private final ExecutorService associations =
      Executors.newCachedThreadPool(task -> daemon(task, "dicom-association"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "dicom-timeouts"));
  private GuardedSocket.@Nullable Server server;

  /** The connection that dcm4che is being handed; only the accepting thread sees it. */
  private @Nullable Session beingAccepted;

  /**
   * What dcm4che does with a connection to one of its own server sockets. The class is not public;
   * its registration can be asked for only by ending it, so it is put back at once.
   */
  private static TCPProtocolHandler upperLayer() {
    TCPProtocolHandler handler = Connection.unregisterTCPProtocolHandler(Connection.Protocol.DICOM);
    Connection.registerTCPProtocolHandler(Connection.Protocol.DICOM, handler);
    return handler;
  }

  public DicomListener(ListenerConfig config, ObjectStore store, ReceptionListener listener) {
    this.config = config;
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new BasicCEchoSCP());
    services.addDicomService(new StorageService(store, listener));
    ApplicationEntity entity = new ApplicationEntity(config.aeTitle());
    entity.setAssociationAcceptor(true);
    Device device = new Device("juxta-listener");
    device.addConnection(connection);
    device.addApplicationEntity(entity);
    entity.addConnection(connection);
    device.setDimseRQHandler(services);
    device.setAssociationHandler(new AssociationPolicy(config, this::openAssociations));
    device.setExecutor(this::runAssociation);
    device.setScheduledExecutor(timer);
  }

  /**
   * Opens the port.
   *
   * @throws IOException if it cannot be had; the message names it
   */
  public void start() throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(config.host()), config.port());
    GuardedSocket.Server opened;
    try {
      opened =
          new GuardedSocket.Server(
              address, config.maxPduLength(), socket -> new Session(socket, config));
    } catch (IOException e) {
      throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
    server = opened;
    long period = Math.max(1, Math.min(1000, shortestTimeoutMillis() / 4));
    var unused =
        timer.scheduleWithFixedDelay(this::enforceTimeouts, period, period, TimeUnit.MILLISECONDS);
    daemon(() -> acceptConnections(opened), "dicom-listener").start();
    log.info("{} listens at {}", config.aeTitle(), opened.getLocalSocketAddress());
  }

  private long shortestTimeoutMillis() {
    return Math.min(config.requestTimeout().toMillis(), config.idleTimeout().toMillis());
  }

  /**
   * The TCP port that is open.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.getLocalPort();
  }

  private void acceptConnections(GuardedSocket.Server from) {
    while (!from.isClosed()) {
      try {
        accept(from.accept());
      } catch (IOException | RuntimeException e) {
        if (!from.isClosed()) {
          log.warn("Cannot accept a connection: {}", e.toString());
          // Out of file descriptors it would fail again at once, and for as long as it lasts.
          LockSupport.parkNanos(ACCEPT_AGAIN_AFTER.toNanos());
        }
      }
    }
  }

  private void accept(GuardedSocket socket) throws IOException {
    Session session = socket.session();
    if (sessions.size() >= config.maxAssociations() + CONNECTIONS_IN_NEGOTIATION) {
      session.fail("too many connections, " + sessions.size() + " are open");
      session.tell();
      return;
    }
    socket.setTcpNoDelay(true);
    sessions.add(session);
    beingAccepted = session;
    try {
      UPPER_LAYER.onAccept(connection, socket);
    } catch (IOException | RuntimeException e) {
      sessions.remove(session);
      session.closeSocket();
      throw e;
    }
  }

  /**
   * dcm4che runs an association as one task, which it submits while {@link #accept} hands it the
   * connection.
   */
  private void runAssociation(Runnable task) {
    Session session = beingAccepted;
    if (session == null) {
      throw new IllegalStateException("a task without a connection");
    }
    associations.execute(
        () -> {
          try {
            task.run();
          } finally {
            sessions.remove(session);
            session.tell();
            // dcm4che closes it, after a moment for the last PDU to arrive, unless that PDU could
            // not be sent.
            var unused = timer.schedule(session::closeSocket, 1, TimeUnit.SECONDS);
          }
        });
  }

  private int openAssociations() {
    return (int) sessions.stream().filter(Session::isAssociated).count();
  }

  private void enforceTimeouts() {
    long now = System.nanoTime();
    for (Session session : sessions) {
      try {
        session.enforceTimeouts(now);
      } catch (RuntimeException e) {
        log.warn("Cannot end a connection that is over its time", e);
      }
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Closes the port, aborts what is open and waits until its threads are out of the store. */
  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    sessions.forEach(Session::shutDown);
    associations.shutdown();
    try {
      if (!associations.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        associations.shutdownNow();
      }
    } catch (InterruptedException e) {
      associations.shutdownNow();
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
  }
}
