package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/**
 * UIDREF: a UID.
 *
 * @param relationship to its parent
 * @param concept what it identifies
 * @param uid the UID
 * @param children the items below it
 */
public record UidRefItem(
    Relationship relationship, @Nullable Code concept, String uid, List<ContentItem> children)
    implements ContentItem {
  public UidRefItem {
    children = List.copyOf(children);
  }

  /** A UID without items below it. */
  public static UidRefItem of(Relationship relationship, Concept concept, String uid) {
    return new UidRefItem(relationship, concept.code(), uid, List.of());
  }
}
