package org.juxta.dicom.study;

import java.util.List;
import org.juxta.dicom.objects.StoredInstance;

/**
 * One series of a study, from its headers.
 *
 * @param seriesInstanceUid (0020,000E)
 * @param modality (0008,0060)
 * @param number Series Number (0020,0011), 0 if absent
 * @param description Series Description (0008,103E), "" if absent
 * @param images in the order of their Instance Number
 * @param otherObjects that are no images: reports, key objects, presentation states, segmentations
 */
public record SeriesDetails(
    String seriesInstanceUid,
    String modality,
    int number,
    String description,
    List<ImageDetails> images,
    List<StoredInstance> otherObjects) {
  public SeriesDetails {
    images = List.copyOf(images);
    otherObjects = List.copyOf(otherObjects);
  }
}
