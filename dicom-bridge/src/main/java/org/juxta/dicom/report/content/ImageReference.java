package org.juxta.dicom.report.content;

/**
 * An image, or one frame of it, with the path to it in the PACS.
 *
 * @param sopClassUid SOP Class UID
 * @param sopInstanceUid SOP Instance UID
 * @param seriesInstanceUid its series; empty when another maker's report does not list it as
 *     evidence
 * @param studyInstanceUid its study; empty in the same case
 * @param frame frame number from 1, or 0 for an image that has one frame only
 */
public record ImageReference(
    String sopClassUid,
    String sopInstanceUid,
    String seriesInstanceUid,
    String studyInstanceUid,
    int frame) {

  /**
   * @throws IllegalArgumentException when the frame number is negative
   */
  public ImageReference {
    if (frame < 0) {
      throw new IllegalArgumentException("frame " + frame + " of image " + sopInstanceUid);
    }
  }
}
