package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceException;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.IncomingObject;
import org.juxta.dicom.objects.MismatchedDatasetException;
import org.juxta.dicom.objects.ObjectOrigin;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoreFailedException;
import org.juxta.dicom.objects.UnreadableDatasetException;

/**
 * Takes what an archive sends in answer to a C-GET, as durably as the listener, and nothing that
 * was not asked for.
 */
final class RetrievedObjects extends BasicCStoreSCP {
  /** Property of an association that has asked for objects. */
  static final String WANTED = Wanted.class.getName();

  private static final int NOT_AUTHORIZED = 0x0124;
  private static final int OUT_OF_RESOURCES = 0xA700;
  private static final int DATASET_DOES_NOT_MATCH = 0xA900;
  private static final int CANNOT_UNDERSTAND = 0xC000;

  RetrievedObjects() {
    super("*");
  }

  /** What an association asked for. */
  static final class Wanted {
    private final ObjectStore store;
    private final String from;
    private final Set<String> sopInstanceUids;
    private volatile String refusal = "";

    Wanted(ObjectStore store, String from, Set<String> sopInstanceUids) {
      this.store = store;
      this.from = from;
      this.sopInstanceUids = Set.copyOf(sopInstanceUids);
    }

    /** Why an object was not taken, "" if all were. */
    String refusal() {
      return refusal;
    }
  }

  @Override
  protected void store(
      Association association,
      PresentationContext context,
      Attributes request,
      @Nullable PDVInputStream data,
      Attributes response)
      throws IOException {
    Object property = association.getProperty(WANTED);
    if (data == null) {
      throw new DicomServiceException(CANNOT_UNDERSTAND, "request has no dataset");
    }
    String sopInstance = String.valueOf(request.getString(Tag.AffectedSOPInstanceUID));
    if (!(property instanceof Wanted wanted) || !wanted.sopInstanceUids.contains(sopInstance)) {
      data.skipAll();
      throw new DicomServiceException(NOT_AUTHORIZED, "it was not asked for");
    }
    ObjectOrigin origin =
        new ObjectOrigin(
            String.valueOf(request.getString(Tag.AffectedSOPClassUID)),
            sopInstance,
            context.getTransferSyntax(),
            wanted.from);
    try (IncomingObject incoming = wanted.store.begin(origin)) {
      data.copyTo(incoming);
      incoming.commit();
    } catch (UnreadableDatasetException e) {
      throw refused(wanted, data, CANNOT_UNDERSTAND, e);
    } catch (MismatchedDatasetException e) {
      throw refused(wanted, data, DATASET_DOES_NOT_MATCH, e);
    } catch (StoreFailedException e) {
      throw refused(wanted, data, OUT_OF_RESOURCES, e);
    }
  }

  private static DicomServiceException refused(
      Wanted wanted, PDVInputStream data, int status, Exception why) throws IOException {
    data.skipAll();
    wanted.refusal = "an object was refused: " + why.getMessage();
    return new DicomServiceException(status, String.valueOf(why.getMessage()));
  }
}
