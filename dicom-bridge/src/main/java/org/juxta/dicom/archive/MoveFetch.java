package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;

/**
 * Has an archive send instances to our own listener (C-MOVE, PS3.4 C.4.2). The archive must know
 * our AE title with host and port.
 */
public final class MoveFetch implements InstanceFetch {
  private final ArchiveClient client;
  private final ArchiveNode node;
  private final String destination;

  /**
   * @param destination AE title that our listener answers to
   */
  public MoveFetch(ArchiveClient client, ArchiveNode node, String destination) {
    this.client = client;
    this.node = node;
    this.destination = destination;
  }

  @Override
  public String fetch(
      String studyInstanceUid,
      List<ArchivedInstance> missing,
      Set<String> wholeSeries,
      Deadline deadline) {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(
        new PresentationContext(
            1, StudyRoot.MOVE, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    try {
      Association association = client.connect(node, request);
      ScheduledFuture<?> end = client.abortAt(deadline, association);
      try {
        if (association.getTransferSyntaxesFor(StudyRoot.MOVE).isEmpty()) {
          return "does not offer C-MOVE in the Study Root model";
        }
        return Retrieval.all(
            "C-MOVE",
            Retrieval.identifiers(studyInstanceUid, missing, wholeSeries),
            (Attributes keys) ->
                association.cmove(StudyRoot.MOVE, StudyRoot.MEDIUM, keys, null, destination));
      } finally {
        end.cancel(false);
        StoreBatch.release(association);
      }
    } catch (IOException | RuntimeException e) {
      return deadline.hasPassed() ? "does not send in time" : StoreBatch.reason(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
