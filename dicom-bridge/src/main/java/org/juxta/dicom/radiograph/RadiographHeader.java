package org.juxta.dicom.radiograph;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a radiograph of the chest says about itself beside its pixels.
 *
 * @param patient who it is of
 * @param study the study it belongs to
 * @param image the image itself
 */
public record RadiographHeader(Patient patient, Study study, Image image) {

  /**
   * Patient module (PS3.3 C.7.1.1).
   *
   * @param id Patient ID (0010,0020), not blank
   * @param issuerOfId Issuer of Patient ID (0010,0021), "" if none
   * @param name Patient's Name (0010,0010) in DICOM form (Family^Given), "" if none
   * @param birthDate Patient's Birth Date (0010,0030)
   * @param sex Patient's Sex (0010,0040): M, F, O or ""
   */
  public record Patient(
      String id, String issuerOfId, String name, @Nullable LocalDate birthDate, String sex) {}

  /**
   * General Study module (PS3.3 C.7.2.1) and what all its series share.
   *
   * @param studyInstanceUid (0020,000D)
   * @param dateTime Study Date and Time, also taken for acquisition and content
   * @param accessionNumber (0008,0050), "" if none
   * @param description (0008,1030), "" if none
   * @param institution (0008,0080), "" if none
   * @param manufacturer (0008,0070), "" if none
   */
  public record Study(
      String studyInstanceUid,
      LocalDateTime dateTime,
      String accessionNumber,
      String description,
      String institution,
      String manufacturer) {}

  /**
   * One image, in a series of its own.
   *
   * @param seriesInstanceUid (0020,000E)
   * @param sopInstanceUid (0008,0018)
   * @param number Series Number and Instance Number
   * @param description Series Description (0008,103E), "" if none
   * @param projection the view
   * @param imageLaterality (0020,0062): L, R, U (unpaired, as the chest is) or B
   * @param monochrome1 true when the lowest value is white
   * @param imagerPixelSpacing Imager Pixel Spacing (0018,1164): millimetres at the detector, the
   *     same both ways
   * @param windowCenter (0028,1050)
   * @param windowWidth (0028,1051), 1 or more
   * @param jpegRatio compression ratio of the JPEG the pixels were taken from; null when they were
   *     never lossily compressed (Lossy Image Compression, PS3.3 C.7.6.1.1.5)
   */
  public record Image(
      String seriesInstanceUid,
      String sopInstanceUid,
      int number,
      String description,
      ChestProjection projection,
      String imageLaterality,
      boolean monochrome1,
      double imagerPixelSpacing,
      double windowCenter,
      double windowWidth,
      @Nullable Double jpegRatio) {

    /**
     * @throws IllegalArgumentException when spacing or window cannot be
     */
    public Image {
      if (!(imagerPixelSpacing > 0)) {
        throw new IllegalArgumentException(
            "Imager Pixel Spacing (0018,1164) must be above 0, not " + imagerPixelSpacing);
      }
      if (!(windowWidth >= 1)) {
        throw new IllegalArgumentException(
            "Window Width (0028,1051) must be 1 or more, not " + windowWidth);
      }
    }
  }
}
