package org.juxta.dicom.listener;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceException;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.AeTitles;
import org.juxta.dicom.objects.IncomingObject;
import org.juxta.dicom.objects.MismatchedDatasetException;
import org.juxta.dicom.objects.ObjectOrigin;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.Reception;
import org.juxta.dicom.objects.StoreFailedException;
import org.juxta.dicom.objects.Uids;
import org.juxta.dicom.objects.UnreadableDatasetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * C-STORE (PS3.4 annex B, PS3.7 section 9.1.1). The statuses it answers with:
 *
 * <ul>
 *   <li>0000H: the object is durable. Also for one that was kept before, and for one whose content
 *       differs from what was kept under its UID before: that one is kept beside it, so the
 *       sender's duty is done, and a failure would only make it try again for ever. That contents
 *       differ is for people to settle; it goes to the log and to {@link
 *       ReceptionListener#conflicting}.
 *   <li>0110H: an error of ours.
 *   <li>0117H: the announced SOP Instance UID is no UID.
 *   <li>0122H: the announced SOP class is no storage class.
 *   <li>A700H: disk or database do not take it now.
 *   <li>A900H: the dataset is not what was announced, or has no Study or Series Instance UID.
 *   <li>C000H: the dataset cannot be read.
 * </ul>
 */
final class StorageService extends BasicCStoreSCP {
  static final int PROCESSING_FAILURE = 0x0110;
  static final int INVALID_SOP_INSTANCE = 0x0117;
  static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
  static final int OUT_OF_RESOURCES = 0xA700;
  static final int DATASET_DOES_NOT_MATCH = 0xA900;
  static final int CANNOT_UNDERSTAND = 0xC000;

  private static final Logger log = LoggerFactory.getLogger(StorageService.class);

  private final ObjectStore store;
  private final ReceptionListener listener;

  StorageService(ObjectStore store, ReceptionListener listener) {
    super("*");
    this.store = store;
    this.listener = listener;
  }

  @Override
  protected void store(
      Association association,
      PresentationContext context,
      Attributes request,
      @Nullable PDVInputStream data,
      Attributes response)
      throws IOException {
    Session session = Session.of(association);
    session.objectBegan();
    try {
      Reception reception = receive(association, context, request, data, session);
      session.count(reception);
      tell(reception);
    } catch (StoreFailedException e) {
      throw refusal(session, data, OUT_OF_RESOURCES, e.getMessage());
    } catch (UnreadableDatasetException e) {
      throw refusal(session, data, CANNOT_UNDERSTAND, e.getMessage());
    } catch (MismatchedDatasetException e) {
      throw refusal(session, data, DATASET_DOES_NOT_MATCH, e.getMessage());
    } catch (RuntimeException e) {
      log.error("C-STORE failed", e);
      throw refusal(session, data, PROCESSING_FAILURE, "internal error: " + e);
    } finally {
      session.objectEnded();
    }
  }

  private Reception receive(
      Association association,
      PresentationContext context,
      Attributes request,
      @Nullable PDVInputStream data,
      Session session)
      throws IOException {
    String sopClass = request.getString(Tag.AffectedSOPClassUID);
    String sopInstance = request.getString(Tag.AffectedSOPInstanceUID);
    if (sopClass == null || !AssociationPolicy.isStorage(sopClass)) {
      throw refusal(
          session, data, SOP_CLASS_NOT_SUPPORTED, "SOP class of the request is no storage class");
    }
    if (!Uids.isValid(sopInstance)) {
      throw refusal(
          session, data, INVALID_SOP_INSTANCE, "SOP Instance UID of the request is no UID");
    }
    if (data == null) {
      throw new UnreadableDatasetException("request has no dataset");
    }
    ObjectOrigin origin =
        new ObjectOrigin(
            sopClass,
            sopInstance,
            context.getTransferSyntax(),
            AeTitles.printable(association.getCallingAET()));
    try (IncomingObject incoming = store.begin(origin)) {
      data.copyTo(incoming);
      session.objectEnded();
      return incoming.commit();
    }
  }

  private void tell(Reception reception) {
    try {
      if (reception instanceof Reception.Stored stored) {
        listener.stored(stored.instance());
      } else if (reception instanceof Reception.Conflicting conflict) {
        listener.conflicting(conflict.instance(), conflict.first());
      }
    } catch (RuntimeException e) {
      log.error("{} is stored, but what follows from it failed", reception.instance().file(), e);
    }
  }

  /**
   * Takes the rest of the dataset off the line, so that the answer does not cross it, and makes the
   * answer.
   *
   * @throws IOException if the peer breaks off instead
   */
  private static DicomServiceException refusal(
      Session session, @Nullable PDVInputStream data, int status, @Nullable String reason)
      throws IOException {
    if (data != null) {
      data.skipAll();
    }
    String comment = reason == null ? "" : reason;
    session.refused(status, comment);
    return new DicomServiceException(status, comment);
  }
}
