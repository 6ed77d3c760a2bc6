package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.RoleSelection;
import org.juxta.dicom.objects.ObjectStore;

/**
 * Has an archive send instances over our own association (C-GET, PS3.4 C.4.3), so that it need not
 * know us and no firewall is in the way.
 */
public final class GetFetch implements InstanceFetch {
  /**
   * Each in a context of its own, so that the archive can send every file as it lies there: the
   * syntaxes that pixels are read of.
   */
  private static final List<String> COMPRESSED =
      List.of(
          "1.2.840.10008.1.2.4.50",
          "1.2.840.10008.1.2.4.51",
          "1.2.840.10008.1.2.4.57",
          "1.2.840.10008.1.2.4.70",
          "1.2.840.10008.1.2.4.80",
          "1.2.840.10008.1.2.4.81",
          "1.2.840.10008.1.2.4.90",
          "1.2.840.10008.1.2.4.91",
          "1.2.840.10008.1.2.5",
          "1.2.840.10008.1.2.1.99");

  /** Asked for where the archive does not say which there are: radiographs, CT and MR. */
  private static final List<String> USUAL_CLASSES =
      List.of(
          "1.2.840.10008.5.1.4.1.1.1",
          "1.2.840.10008.5.1.4.1.1.1.1",
          "1.2.840.10008.5.1.4.1.1.2",
          "1.2.840.10008.5.1.4.1.1.2.1",
          "1.2.840.10008.5.1.4.1.1.4",
          "1.2.840.10008.5.1.4.1.1.4.1",
          "1.2.840.10008.5.1.4.1.1.7");

  /** Odd IDs of one byte (PS3.8 9.3.2.2), less the one for C-GET. */
  private static final int MOST_CLASSES = 127 / (COMPRESSED.size() + 1);

  private final ArchiveClient client;
  private final ArchiveNode node;
  private final ObjectStore store;

  /**
   * @param store where what comes is kept
   */
  public GetFetch(ArchiveClient client, ArchiveNode node, ObjectStore store) {
    this.client = client;
    this.node = node;
    this.store = store;
  }

  @Override
  public String fetch(
      String studyInstanceUid,
      List<ArchivedInstance> missing,
      Set<String> wholeSeries,
      Deadline deadline) {
    try {
      Association association = client.connect(node, request(missing));
      ScheduledFuture<?> end = client.abortAt(deadline, association);
      try {
        if (association.getTransferSyntaxesFor(StudyRoot.GET).isEmpty()) {
          return "does not offer C-GET in the Study Root model";
        }
        RetrievedObjects.Wanted wanted =
            new RetrievedObjects.Wanted(
                store,
                node.aeTitle(),
                missing.stream().map(ArchivedInstance::sopInstanceUid).collect(Collectors.toSet()));
        association.setProperty(RetrievedObjects.WANTED, wanted);
        String problem =
            Retrieval.all(
                "C-GET",
                Retrieval.identifiers(studyInstanceUid, missing, wholeSeries),
                (Attributes keys) -> association.cget(StudyRoot.GET, StudyRoot.MEDIUM, keys, null));
        // Why we refused one tells more than that the archive counts it as failed.
        return wanted.refusal().isEmpty() ? problem : wanted.refusal();
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

  private static AAssociateRQ request(List<ArchivedInstance> missing) {
    AAssociateRQ request = new AAssociateRQ();
    int id = 1;
    request.addPresentationContext(
        new PresentationContext(
            id, StudyRoot.GET, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    for (String sopClass : classes(missing)) {
      // We ask, and yet are the one that receives (PS3.7 D.3.3.4).
      request.addRoleSelection(new RoleSelection(sopClass, false, true));
      id += 2;
      request.addPresentationContext(
          new PresentationContext(
              id, sopClass, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
      for (String syntax : COMPRESSED) {
        id += 2;
        request.addPresentationContext(new PresentationContext(id, sopClass, syntax));
      }
    }
    return request;
  }

  private static List<String> classes(List<ArchivedInstance> missing) {
    List<String> classes =
        new ArrayList<>(
            missing.stream()
                .map(ArchivedInstance::sopClassUid)
                .filter(uid -> !uid.isEmpty())
                .distinct()
                .toList());
    if (missing.stream().anyMatch(one -> one.sopClassUid().isEmpty())) {
      USUAL_CLASSES.stream().filter(uid -> !classes.contains(uid)).forEach(classes::add);
    }
    return classes.subList(0, Math.min(classes.size(), MOST_CLASSES));
  }
}
