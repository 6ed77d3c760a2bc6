package org.juxta.dicom.study.keyslice;

/**
 * A slice of the current volume that is shown.
 *
 * @param slice its number in the volume, from 0
 * @param why why it was chosen
 * @param score how much of that it has, comparable within one volume; 0 for {@link Why#SPREAD}
 */
public record KeySlice(int slice, Why why, double score) {

  /** Why a slice is chosen. */
  public enum Why {
    /** It differs most from the prior at the same place. */
    CHANGED,
    /** Its two sides differ most in how much air the lungs hold: a measure, not a diagnosis. */
    ASYMMETRIC,
    /** One of those spread evenly, so that no region is left out. */
    SPREAD
  }
}
