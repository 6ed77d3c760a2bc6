package org.juxta.dicom.study;

/** How a projection looks at the patient; views of the same plane can be set side by side. */
public enum ViewPlane {
  /** PA, AP, or frontal with the direction not stated. */
  FRONTAL,
  /** LL, RL, or lateral with the side not stated. */
  LATERAL,
  /** Oblique, decubitus and all others. */
  OTHER,
  /** The image does not say. */
  UNKNOWN;

  /** The plane of a view as {@link ImageDetails#view()} names it. */
  static ViewPlane of(String view) {
    return switch (view) {
      case "PA", "AP", "FRONTAL" -> FRONTAL;
      case "LL", "RL", "LATERAL" -> LATERAL;
      case "" -> UNKNOWN;
      default -> OTHER;
    };
  }
}
