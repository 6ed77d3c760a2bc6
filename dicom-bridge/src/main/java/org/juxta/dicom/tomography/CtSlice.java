package org.juxta.dicom.tomography;

import org.juxta.dicom.geometry.ImagePlane;

/**
 * One slice.
 *
 * @param sopInstanceUid (0008,0018)
 * @param number Instance Number (0020,0013)
 * @param plane where it is in the patient
 * @param hounsfield row-major values; what 12 bits above -1024 HU do not hold is cut off. Owned by
 *     this record: do not change it afterwards.
 */
public record CtSlice(String sopInstanceUid, int number, ImagePlane plane, short[] hounsfield) {

  /**
   * @throws IllegalArgumentException when there are not as many values as pixels
   */
  public CtSlice {
    if (hounsfield.length != (long) plane.columns() * plane.rows()) {
      throw new IllegalArgumentException(
          hounsfield.length + " values for " + plane.columns() + " x " + plane.rows() + " pixels");
    }
  }
}
