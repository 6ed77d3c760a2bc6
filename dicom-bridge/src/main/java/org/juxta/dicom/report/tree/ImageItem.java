package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * IMAGE: a reference to an image.
 *
 * @param relationship to its parent
 * @param concept what the image is for; null where none is needed
 * @param sopClassUid Referenced SOP Class UID
 * @param sopInstanceUid Referenced SOP Instance UID
 * @param frame the first Referenced Frame Number, 0 when none is named
 * @param children the items below it
 */
public record ImageItem(
    Relationship relationship,
    @Nullable Code concept,
    String sopClassUid,
    String sopInstanceUid,
    int frame,
    List<ContentItem> children)
    implements ContentItem {
  public ImageItem {
    children = List.copyOf(children);
  }
}
