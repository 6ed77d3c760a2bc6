package org.juxta.plugin.pipeline;

import java.util.List;
import org.juxta.dicom.objects.StoredInstance;

/** Tells images from what is filed beside them. */
final class ImageObjects {

  /**
   * Roots of the SOP Classes (PS3.4 B.5) whose objects show no acquired image: presentation states,
   * waveforms, structured reports and key objects, encapsulated documents, spatial registrations
   * and raw data, radiotherapy plans and records.
   */
  private static final List<String> NOT_IMAGES =
      List.of(
          "1.2.840.10008.5.1.4.1.1.11.",
          "1.2.840.10008.5.1.4.1.1.9.",
          "1.2.840.10008.5.1.4.1.1.88.",
          "1.2.840.10008.5.1.4.1.1.104.",
          "1.2.840.10008.5.1.4.1.1.66",
          "1.2.840.10008.5.1.4.1.1.67",
          "1.2.840.10008.5.1.4.1.1.68.",
          "1.2.840.10008.5.1.4.1.1.481.");

  private ImageObjects() {}

  /** Whether a study that gets this object may read differently with it. */
  static boolean isImage(StoredInstance instance) {
    return NOT_IMAGES.stream().noneMatch(instance.sopClassUid()::startsWith);
  }

  static int count(List<StoredInstance> instances) {
    return (int) instances.stream().filter(ImageObjects::isImage).count();
  }
}
