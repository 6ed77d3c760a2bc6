package org.juxta.dicom.study.registration;

import org.juxta.dicom.geometry.Affine;

/**
 * How a prior volume lies to the current one.
 *
 * @param method how that was found
 * @param currentToPrior from patient coordinates of the current volume to those of the prior one;
 *     the best guess where the method is {@link Method#NONE}
 * @param residual median over blocks of the body of how far the prior would still have to be moved
 *     there, mm; infinite when nothing overlaps
 * @param correlation normalised cross-correlation where the volumes overlap, -1 to 1
 * @param overlap share of the current volume's structure that the prior shows too
 * @param reason all of it in words
 */
public record Registration(
    Method method,
    Affine currentToPrior,
    double residual,
    double correlation,
    double overlap,
    String reason) {

  /** How volumes were brought together. */
  public enum Method {
    /** Both state the same Frame of Reference UID (0020,0052). */
    FRAME_OF_REFERENCE,
    /** Six parameters, found by comparing the images. */
    RIGID,
    /** Not registered: what was found does not fit well enough. */
    NONE
  }

  /** Whether positions in one volume tell positions in the other. */
  public boolean registered() {
    return method != Method.NONE;
  }
}
