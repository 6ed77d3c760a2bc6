package org.juxta.dicom.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;

/** One association for questions (C-FIND, PS3.4 C.4.1), which breaks off at the deadline. */
final class FindSession implements AutoCloseable {
  private final Association association;
  private final ScheduledFuture<?> end;
  private final Deadline deadline;

  /** Answers of one question, and whether there were more. */
  record Matches(List<Attributes> answers, boolean cutOff) {}

  FindSession(ArchiveClient client, ArchiveNode node, Deadline deadline)
      throws IOException, InterruptedException {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(
        new PresentationContext(
            1, StudyRoot.FIND, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    this.deadline = deadline;
    association = client.connect(node, request);
    end = client.abortAt(deadline, association);
    if (association.getTransferSyntaxesFor(StudyRoot.FIND).isEmpty()) {
      close();
      throw new IOException("does not offer C-FIND in the Study Root model");
    }
  }

  /**
   * Asks, and cancels the rest once there are more answers than wanted.
   *
   * @throws IOException when the archive does not answer in order; the message says why
   */
  Matches find(Attributes keys, int most) throws IOException, InterruptedException {
    List<Attributes> answers = new ArrayList<>();
    boolean cutOff = false;
    DimseRSP response = association.cfind(StudyRoot.FIND, StudyRoot.MEDIUM, keys, null, most + 1);
    int status = -1;
    try {
      while (response.next()) {
        status = response.getCommand().getInt(Tag.Status, -1);
        Attributes answer = response.getDataset();
        if (Status.isPending(status) && answer != null) {
          if (answers.size() < most) {
            answers.add(answer);
          } else {
            cutOff = true;
          }
        }
      }
    } catch (IOException e) {
      throw deadline.hasPassed() ? new IOException("does not answer in time", e) : e;
    }
    if (status != Status.Success && !(cutOff && status == Status.Cancel)) {
      throw new IOException(
          String.format(
              "answers C-FIND with %04XH %s",
              status, RetrieveStatus.comment(response.getCommand())));
    }
    return new Matches(answers, cutOff);
  }

  @Override
  public void close() {
    end.cancel(false);
    StoreBatch.release(association);
  }
}
