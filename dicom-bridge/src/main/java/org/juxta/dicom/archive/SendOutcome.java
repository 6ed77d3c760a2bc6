package org.juxta.dicom.archive;

/** What became of sending an object. */
public sealed interface SendOutcome {

  /**
   * The archive has it.
   *
   * @param note what the archive remarked (a warning status, or that it had the object already), or
   *     ""
   */
  record Delivered(String note) implements SendOutcome {}

  /**
   * The archive does not take it, or there is nothing to send; trying again is of little use before
   * a person has looked.
   *
   * @param status the DIMSE status (PS3.7 annex C, PS3.4 table B.2-1), or {@link #NOT_SENT}
   * @param comment the archive's Error Comment (0000,0902), or what is wrong with the file
   */
  record Refused(int status, String comment) implements SendOutcome {
    /** Instead of a status: the file cannot be read as a DICOM file. */
    public static final int NOT_SENT = -1;

    /**
     * Whether the archive is out of resources (A700H to A7FFH), so that a later attempt may
     * succeed.
     */
    public boolean isTransient() {
      return (status & 0xFF00) == 0xA700;
    }
  }

  /** No answer: no connection, association refused, broken off or silent. Worth trying again. */
  record Unreachable(String reason) implements SendOutcome {}
}
