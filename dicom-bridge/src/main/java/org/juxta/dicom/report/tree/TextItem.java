package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/**
 * TEXT: words for people.
 *
 * @param relationship to its parent
 * @param concept what the words are
 * @param text the words
 * @param children the items below it
 */
public record TextItem(
    Relationship relationship, @Nullable Code concept, String text, List<ContentItem> children)
    implements ContentItem {
  public TextItem {
    children = List.copyOf(children);
  }

  /** A text without items below it. */
  public static TextItem of(Relationship relationship, Concept concept, String text) {
    return new TextItem(relationship, concept.code(), text, List.of());
  }
}
