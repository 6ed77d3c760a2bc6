package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/**
 * CONTAINER: a heading with items below it.
 *
 * @param relationship to its parent; CONTAINS for a root
 * @param concept the heading
 * @param children the items below it
 * @param template Template Identifier (0040,DB00) of the root of a template of DCMR; null when none
 */
public record ContainerItem(
    Relationship relationship,
    @Nullable Code concept,
    List<ContentItem> children,
    @Nullable String template)
    implements ContentItem {
  public ContainerItem {
    children = List.copyOf(children);
  }

  /** A container inside a container, which is the root of no template that must be named. */
  public static ContainerItem contained(Concept concept, List<? extends ContentItem> children) {
    return new ContainerItem(Relationship.CONTAINS, concept.code(), List.copyOf(children), null);
  }
}
