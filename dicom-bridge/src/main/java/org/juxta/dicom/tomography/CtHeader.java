package org.juxta.dicom.tomography;

import org.juxta.dicom.radiograph.RadiographHeader;

/**
 * What all slices of a CT series of the chest say alike.
 *
 * @param patient who it is of
 * @param study the study it belongs to
 * @param series the series
 */
public record CtHeader(
    RadiographHeader.Patient patient, RadiographHeader.Study study, Series series) {

  /**
   * General Series and Frame of Reference modules (PS3.3 C.7.3.1, C.7.4.1).
   *
   * @param seriesInstanceUid (0020,000E)
   * @param frameOfReferenceUid (0020,0052)
   * @param number Series Number (0020,0011)
   * @param description Series Description (0008,103E), "" if none
   * @param sliceThickness (0018,0050), mm
   * @param tilt Gantry/Detector Tilt (0018,1120), degrees
   */
  public record Series(
      String seriesInstanceUid,
      String frameOfReferenceUid,
      int number,
      String description,
      double sliceThickness,
      double tilt) {}
}
