package org.juxta.dicom.report.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.Relationship;

/** IMAGE items for image references. */
final class ImageItems {
  private ImageItems() {}

  static ImageItem of(
      Relationship relationship,
      @Nullable Concept concept,
      ImageReference image,
      List<ContentItem> children) {
    return new ImageItem(
        relationship,
        concept == null ? null : concept.code(),
        image.sopClassUid(),
        image.sopInstanceUid(),
        image.frame(),
        children);
  }
}
