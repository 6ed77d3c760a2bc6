package org.juxta.inference.phantom;

/** A made-up name. */
public record PersonName(String family, String given) {

  /** As a PN value (PS3.5 6.2.1): {@code Family^Given}. */
  public String dicom() {
    return family + "^" + given;
  }
}
