package org.juxta.dicom.study.keyslice;

import org.juxta.dicom.geometry.ImageTurn;
import org.juxta.dicom.study.volume.SliceFrame;

/**
 * An image as a reader is shown it, with the way back to where it came from.
 *
 * @param source the frame that it is of; for an image that was resampled the one nearest to it
 * @param turn what was done to the source's pixels to show it; the shown image is in whole pixels
 *     of the source
 * @param width columns as shown
 * @param height rows as shown
 * @param luminance row-major values from 0 (black) to 1 (white). Owned by this record: do not
 *     change it afterwards.
 * @param description what it is, in words
 */
public record ShownImage(
    SliceFrame source,
    ImageTurn turn,
    int width,
    int height,
    float[] luminance,
    String description) {

  /**
   * Where a point of the shown image is in the source frame, in pixels from the outer corner of its
   * first pixel.
   *
   * @return x, y
   */
  public double[] toSource(double x, double y) {
    return turn.toStored(x, y, source.plane().columns(), source.plane().rows());
  }
}
