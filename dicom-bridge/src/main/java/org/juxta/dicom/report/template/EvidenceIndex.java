package org.juxta.dicom.report.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.tree.ImageItem;

/** Finds the series and study of images that a content tree names by instance only. */
public final class EvidenceIndex {
  private final Map<String, DocumentReference> byInstance = new HashMap<>();

  /** An index of what the evidence sequences of a document list. */
  public EvidenceIndex(List<DocumentReference> evidence) {
    evidence.forEach(reference -> byInstance.put(reference.sopInstanceUid(), reference));
  }

  /** The image with its series and study; these are empty when the document does not list it. */
  ImageReference resolve(ImageItem item) {
    DocumentReference listed = byInstance.get(item.sopInstanceUid());
    return new ImageReference(
        item.sopClassUid(),
        item.sopInstanceUid(),
        listed == null ? "" : listed.seriesInstanceUid(),
        listed == null ? "" : listed.studyInstanceUid(),
        item.frame());
  }
}
