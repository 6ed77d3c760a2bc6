package org.juxta.dicom.report.content;

import org.juxta.dicom.report.code.Terms;

/**
 * An entry of the image library: an image that was read, and what a reader of the report must know
 * of it (TID 1602, 1603).
 *
 * @param reference the image
 * @param modality Modality, for example {@code DX}; empty when unknown or without a code in {@link
 *     Terms#MODALITY}
 * @param view View Position, for example {@code PA}; empty when unknown or without a code in {@link
 *     Terms#VIEW}
 * @param studyDate Study Date, {@code yyyyMMdd}; empty when unknown
 */
public record ReportImage(
    ImageReference reference, String modality, String view, String studyDate) {
  public ReportImage {
    modality = Terms.MODALITY.concept(modality).isPresent() ? modality : "";
    view = Terms.VIEW.concept(view).isPresent() ? view : "";
  }
}
