package org.juxta.inference.phantom;

/** The projections that the phantom is drawn in, named by their DICOM View Position (0018,5101). */
public enum View {
  /** Postero-anterior: the patient's left is on the right of the image. */
  PA,
  /** Left lateral: the patient faces the left of the image, posterior is on the right. */
  LL
}
