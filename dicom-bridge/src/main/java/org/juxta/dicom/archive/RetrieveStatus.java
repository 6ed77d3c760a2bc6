package org.juxta.dicom.archive;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Status;
import org.juxta.dicom.objects.AeTitles;

/** What the last response to a C-GET or C-MOVE says (PS3.4 C.4.2.1.5, C.4.3.1.4), in words. */
final class RetrieveStatus {
  private static final int DESTINATION_UNKNOWN = 0xA801;

  private RetrieveStatus() {}

  /** "" when every sub-operation was completed. */
  static String problem(String operation, Attributes response) {
    int status = response.getInt(Tag.Status, -1);
    int failed = response.getInt(Tag.NumberOfFailedSuboperations, 0);
    if (status == Status.Success && failed == 0) {
      return "";
    }
    String counts =
        "%d completed, %d failed, %d with a warning"
            .formatted(
                response.getInt(Tag.NumberOfCompletedSuboperations, 0),
                failed,
                response.getInt(Tag.NumberOfWarningSuboperations, 0));
    String meaning =
        status == DESTINATION_UNKNOWN ? ": the archive does not know our AE title" : "";
    return String.format(
            "answers %s with %04XH%s, %s %s", operation, status, meaning, counts, comment(response))
        .strip();
  }

  /** The archive's Error Comment (0000,0902) as it may be written anywhere. */
  static String comment(Attributes response) {
    String comment = response.getString(Tag.ErrorComment);
    return comment == null ? "" : AeTitles.printable(comment);
  }
}
