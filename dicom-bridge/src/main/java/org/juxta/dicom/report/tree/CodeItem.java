package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/**
 * CODE: a coded value.
 *
 * @param relationship to its parent
 * @param concept what is valued
 * @param value the value
 * @param children the items below it
 */
public record CodeItem(
    Relationship relationship, @Nullable Code concept, Code value, List<ContentItem> children)
    implements ContentItem {
  public CodeItem {
    children = List.copyOf(children);
  }

  /** A coded value with the items below it. */
  public static CodeItem of(
      Relationship relationship, Concept concept, Code value, ContentItem... children) {
    return new CodeItem(relationship, concept.code(), value, List.of(children));
  }
}
