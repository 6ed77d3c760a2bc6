package org.juxta.dicom.study;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.StoredInstance;

/**
 * One image of a study, from its header.
 *
 * @param instance the stored object
 * @param view PA, AP, LL, RL, LLD, ... as in View Position (0018,5101); FRONTAL or LATERAL where
 *     only the plane is stated; "" where nothing is
 * @param viewReason which attribute says so, or why none does
 * @param laterality Image Laterality (0020,0062), else Laterality (0020,0060), "" if neither
 * @param rows (0028,0010), 0 if absent
 * @param columns (0028,0011), 0 if absent
 * @param frames Number of Frames (0028,0008), 1 if absent
 * @param instanceNumber (0020,0013), 0 if absent
 * @param dateTime Acquisition, else Content, else null
 * @param presentationIntent Presentation Intent Type (0008,0068), "" if absent
 */
public record ImageDetails(
    StoredInstance instance,
    String view,
    String viewReason,
    String laterality,
    int rows,
    int columns,
    int frames,
    int instanceNumber,
    @Nullable LocalDateTime dateTime,
    String presentationIntent) {

  /** The plane of the view. */
  public ViewPlane plane() {
    return ViewPlane.of(view);
  }

  /** Modality (0008,0060). */
  public String modality() {
    return instance.modality();
  }
}
