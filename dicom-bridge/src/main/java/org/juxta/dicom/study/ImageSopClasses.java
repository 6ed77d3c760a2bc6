package org.juxta.dicom.study;

import org.dcm4che3.data.UID;

/** Which SOP classes are images to be read, and not data derived from them. */
final class ImageSopClasses {
  private ImageSopClasses() {}

  /**
   * Image Storage SOP classes by their name in PS3.6 annex A; segmentations, parametric maps, dose
   * and presentation states are named otherwise. A SOP class that is not in the dictionary counts
   * as an image, since only objects with pixel data are asked about.
   */
  static boolean isImage(String sopClassUid) {
    String name = UID.nameOf(sopClassUid);
    return name == null || name.equals("?") || name.contains("Image Storage");
  }
}
