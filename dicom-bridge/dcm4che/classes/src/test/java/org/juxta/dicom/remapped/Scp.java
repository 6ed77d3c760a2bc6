package org.juxta.dicom.remapped;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.AssociationHandler;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.pdu.AAssociateAC;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.UserIdentityAC;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;

/** A storage SCP as dcm4che's own examples write one; stores into a directory. */
final class Scp implements AutoCloseable {
  static final String UNWANTED = "UNWANTED";

  private final Device device = new Device("scp");
  private final Connection connection;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  Scp(Path directory) throws IOException, GeneralSecurityException {
    connection = new Connection("dicom", "127.0.0.1", freePort());
    connection.setBindAddress("127.0.0.1");
    ApplicationEntity ae = new ApplicationEntity("SCP");
    ae.setAssociationAcceptor(true);
    device.addConnection(connection);
    device.addApplicationEntity(ae);
    ae.addConnection(connection);
    for (TransferCapability.Role role : TransferCapability.Role.values()) {
      ae.addTransferCapability(new TransferCapability(null, "*", role, "*"));
    }
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new BasicCEchoSCP());
    services.addDicomService(new Store(directory));
    device.setDimseRQHandler(services);
    device.setAssociationHandler(new Doorkeeper());
    device.setExecutor(threads);
    device.setScheduledExecutor(timer);
    device.bindConnections();
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    device.unbindConnections();
    threads.shutdownNow();
    timer.shutdownNow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final class Store extends BasicCStoreSCP {
    private final Path directory;

    Store(Path directory) {
      super("*");
      this.directory = directory;
    }

    @Override
    protected void store(
        Association association,
        PresentationContext context,
        Attributes request,
        PDVInputStream data,
        Attributes response)
        throws IOException {
      String instance = request.getString(Tag.AffectedSOPInstanceUID);
      String sopClass = request.getString(Tag.AffectedSOPClassUID);
      try (DicomOutputStream out =
          new DicomOutputStream(directory.resolve(instance + ".dcm").toFile())) {
        out.writeFileMetaInformation(
            association.createFileMetaInformation(instance, sopClass, context.getTransferSyntax()));
        data.copyTo(out);
      }
    }
  }

  private static final class Doorkeeper extends AssociationHandler {
    @Override
    protected AAssociateAC makeAAssociateAC(
        Association association, AAssociateRQ request, UserIdentityAC identity) throws IOException {
      if (UNWANTED.equals(request.getCallingAET())) {
        throw new AAssociateRJ(
            AAssociateRJ.RESULT_REJECTED_PERMANENT,
            AAssociateRJ.SOURCE_SERVICE_USER,
            AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED);
      }
      return super.makeAAssociateAC(association, request, identity);
    }
  }
}
