package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.InputStreamDataWriter;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.Part10File;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that go over one association, and their going. */
final class StoreBatch {
  private static final Logger log = LoggerFactory.getLogger(StoreBatch.class);

  /** Presentation context IDs are the odd numbers of a byte (PS3.8 section 9.3.2.2). */
  private static final int MAX_CONTEXTS = 128;

  private static final int DUPLICATE_SOP_INSTANCE = 0x0111;
  private static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;

  private record Entry(int index, Part10File file) {}

  private record Context(String sopClassUid, String transferSyntaxUid) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Context, Integer> contexts = new LinkedHashMap<>();
  private final Timeouts timeouts;
  private final ScheduledExecutorService timer;

  StoreBatch(Timeouts timeouts, ScheduledExecutorService timer) {
    this.timeouts = timeouts;
    this.timer = timer;
  }

  /** Takes the file, unless that needs one presentation context too many. */
  boolean add(int index, Part10File file) {
    Context context = new Context(file.sopClassUid(), file.transferSyntaxUid());
    if (!contexts.containsKey(context)) {
      if (contexts.size() == MAX_CONTEXTS) {
        return false;
      }
      contexts.put(context, 2 * contexts.size() + 1);
    }
    entries.add(new Entry(index, file));
    return true;
  }

  /** Opens an association for a request. */
  interface Connector {
    Association connect(AAssociateRQ request) throws IOException, InterruptedException;
  }

  /** Sends the files and puts each one's outcome at its index. */
  void send(Connector connector, @Nullable SendOutcome[] outcomes) {
    AAssociateRQ request = new AAssociateRQ();
    contexts.forEach(
        (context, id) ->
            request.addPresentationContext(
                new PresentationContext(id, context.sopClassUid, context.transferSyntaxUid)));
    String broken = null;
    Association association = null;
    try {
      association = connector.connect(request);
      for (Entry entry : entries) {
        outcomes[entry.index] = send(association, entry.file);
      }
    } catch (IOException | RuntimeException e) {
      broken = reason(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = "interrupted";
    } finally {
      if (association != null) {
        release(association);
      }
    }
    for (Entry entry : entries) {
      if (outcomes[entry.index] == null) {
        outcomes[entry.index] = new SendOutcome.Unreachable(String.valueOf(broken));
      }
    }
  }

  /** What it says, or what it is when it says nothing. */
  static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private SendOutcome send(Association association, Part10File file)
      throws IOException, InterruptedException {
    if (!association
        .getTransferSyntaxesFor(file.sopClassUid())
        .contains(file.transferSyntaxUid())) {
      return new SendOutcome.Refused(
          SOP_CLASS_NOT_SUPPORTED,
          "archive accepts no presentation context for SOP class %s in transfer syntax %s"
              .formatted(file.sopClassUid(), file.transferSyntaxUid()));
    }
    SendWatch dataset =
        new SendWatch(file.openDataset(), association.getSocket(), timeouts.response(), timer);
    try (dataset) {
      DimseRSP response =
          association.cstore(
              file.sopClassUid(),
              file.sopInstanceUid(),
              0,
              new InputStreamDataWriter(dataset),
              file.transferSyntaxUid());
      response.next();
      return outcome(response.getCommand());
    } catch (IOException e) {
      throw dataset.isStuck() ? new IOException("archive does not take the object", e) : e;
    }
  }

  private static SendOutcome outcome(Attributes response) {
    int status = response.getInt(Tag.Status, -1);
    String comment = String.valueOf(response.getString(Tag.ErrorComment, ""));
    if (status == Status.Success) {
      return new SendOutcome.Delivered("");
    }
    if (status == DUPLICATE_SOP_INSTANCE || isWarning(status)) {
      return new SendOutcome.Delivered(String.format("%04XH %s", status, comment).strip());
    }
    return new SendOutcome.Refused(status, comment);
  }

  /**
   * The warnings of PS3.7 annex C.4 and of the storage service (PS3.4 table B.2-1): the object is
   * stored.
   */
  private static boolean isWarning(int status) {
    return status >> 12 == 0xB || status == 0x0001 || status == 0x0107 || status == 0x0116;
  }

  /** Ends the association in order if it stands, and waits until it is gone. */
  static void release(Association association) {
    try {
      if (association.isReadyForDataTransfer()) {
        association.release();
        association.waitForSocketClose();
      }
    } catch (IOException | RuntimeException e) {
      log.debug("{}: release failed: {}", association, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
