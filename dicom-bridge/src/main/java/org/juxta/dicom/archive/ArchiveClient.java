package org.juxta.dicom.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.juxta.dicom.objects.AeTitles;
import org.juxta.dicom.objects.JuxtaImplementation;
import org.juxta.dicom.objects.Part10File;

/**
 * Sends objects to an archive, asks whether it is there, and opens the associations over which it
 * is asked for more. Every wait is bounded by {@link Timeouts}. It tries once: queueing and trying
 * again is the caller's. Safe for use by several threads.
 */
public final class ArchiveClient implements AutoCloseable {
  private static final int LARGEST_PDU = 256 * 1024;

  private final String callingAeTitle;
  private final ExecutorService associations =
      Executors.newCachedThreadPool(task -> daemon(task, "archive-association"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "archive-timeouts"));
  private final Timeouts timeouts;
  private final ApplicationEntity entity;
  private final Connection local = new Connection();

  /**
   * @throws IllegalArgumentException if the AE title breaks PS3.5
   */
  public ArchiveClient(String callingAeTitle, Timeouts timeouts) {
    this.callingAeTitle = AeTitles.require(callingAeTitle);
    this.timeouts = timeouts;
    this.entity = new ApplicationEntity(this.callingAeTitle);
    local.setConnectTimeout((int) timeouts.connect().toMillis());
    local.setAcceptTimeout((int) timeouts.association().toMillis());
    local.setReleaseTimeout((int) timeouts.association().toMillis());
    local.setResponseTimeout((int) timeouts.response().toMillis());
    local.setRetrieveTimeout((int) timeouts.response().toMillis());
    local.setSendPDULength(LARGEST_PDU);
    local.setReceivePDULength(LARGEST_PDU);
    Device device = new Device("juxta-archive-client");
    device.addConnection(local);
    device.addApplicationEntity(entity);
    entity.addConnection(local);
    // What comes in answer to a C-GET.
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new RetrievedObjects());
    entity.setDimseRQHandler(services);
    device.setExecutor(associations);
    device.setScheduledExecutor(timer);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends all files and says in one what became of them: {@link SendOutcome.Delivered} if the
   * archive has each of them, else the first other outcome.
   */
  public SendOutcome store(ArchiveNode node, List<Path> part10Files) {
    StringBuilder notes = new StringBuilder();
    for (FileOutcome file : storeEach(node, part10Files)) {
      if (!(file.outcome() instanceof SendOutcome.Delivered delivered)) {
        return file.outcome();
      }
      notes
          .append(notes.isEmpty() || delivered.note().isEmpty() ? "" : "; ")
          .append(delivered.note());
    }
    return new SendOutcome.Delivered(notes.toString());
  }

  /**
   * Sends files, over one association as far as its 128 presentation contexts reach. The dataset
   * bytes go out as they lie in the file, in the file's own transfer syntax.
   *
   * @return an outcome for each file, in the order given
   */
  public List<FileOutcome> storeEach(ArchiveNode node, List<Path> part10Files) {
    SendOutcome[] outcomes = new SendOutcome[part10Files.size()];
    List<StoreBatch> batches = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        Part10File file = Part10File.read(part10Files.get(i));
        if (batches.isEmpty() || !batches.get(batches.size() - 1).add(i, file)) {
          StoreBatch next = new StoreBatch(timeouts, timer);
          next.add(i, file);
          batches.add(next);
        }
      } catch (IOException e) {
        outcomes[i] =
            new SendOutcome.Refused(SendOutcome.Refused.NOT_SENT, String.valueOf(e.getMessage()));
      }
    }
    for (StoreBatch batch : batches) {
      batch.send(request -> connect(node, request), outcomes);
    }
    List<FileOutcome> result = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      result.add(new FileOutcome(part10Files.get(i), outcomes[i]));
    }
    return result;
  }

  /**
   * C-ECHO (PS3.7 section 9.1.5).
   *
   * @throws IOException if the archive is not there or does not answer with Success; the message
   *     names it
   */
  public void echo(ArchiveNode node) throws IOException {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(
        new PresentationContext(1, UID.Verification, UID.ImplicitVRLittleEndian));
    try {
      Association association = connect(node, request);
      try {
        if (association.getTransferSyntaxesFor(UID.Verification).isEmpty()) {
          throw new IOException("does not offer Verification");
        }
        DimseRSP response = association.cecho();
        response.next();
        int status = response.getCommand().getInt(Tag.Status, -1);
        if (status != Status.Success) {
          throw new IOException(String.format("answers C-ECHO with %04XH", status));
        }
      } finally {
        StoreBatch.release(association);
      }
    } catch (IOException e) {
      throw new IOException(node + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(node + ": interrupted", e);
    }
  }

  /** Breaks an association off at a deadline, unless what this returns is cancelled before. */
  ScheduledFuture<?> abortAt(Deadline deadline, Association association) {
    return timer.schedule(
        association::abort, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  /** Opens an association for the presentation contexts of the request. */
  Association connect(ArchiveNode node, AAssociateRQ request)
      throws IOException, InterruptedException {
    request.setCallingAET(callingAeTitle);
    request.setCalledAET(node.aeTitle());
    request.setImplClassUID(JuxtaImplementation.CLASS_UID);
    request.setImplVersionName(JuxtaImplementation.VERSION_NAME);
    Connection remote = new Connection();
    remote.setHostname(node.host());
    remote.setPort(node.port());
    try {
      return entity.connect(local, remote, request);
    } catch (GeneralSecurityException | IncompatibleConnectionException | RuntimeException e) {
      throw new IOException("cannot associate: " + e.getMessage(), e);
    }
  }

  /** Ends the threads; associations that are open break off. */
  @Override
  public void close() {
    associations.shutdownNow();
    timer.shutdownNow();
  }
}
