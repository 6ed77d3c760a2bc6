package org.juxta.dicom.report.content;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * Where in the body.
 *
 * @param structure the anatomic structure
 * @param laterality its side; null when not known or not applicable
 */
public record FindingSite(Code structure, @Nullable Laterality laterality) {

  /** For people: {@code Lung left}. */
  public String words() {
    return laterality == null
        ? structure.meaning()
        : structure.meaning() + " " + laterality.name().toLowerCase(Locale.ROOT);
  }
}
