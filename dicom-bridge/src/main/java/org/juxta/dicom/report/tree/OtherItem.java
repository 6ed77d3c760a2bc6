package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * Any value type that our reports do not use; kept so that the items below it are reached.
 *
 * @param relationship to its parent
 * @param concept what it is
 * @param valueType the Value Type, empty for an item given by reference
 * @param children the items below it
 */
public record OtherItem(
    Relationship relationship, @Nullable Code concept, String valueType, List<ContentItem> children)
    implements ContentItem {
  public OtherItem {
    children = List.copyOf(children);
  }
}
