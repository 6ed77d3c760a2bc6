package org.juxta.dicom.report.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/** A node of the content tree; which class it is, is its Value Type (0040,A040). */
public sealed interface ContentItem
    permits ContainerItem,
        TextItem,
        CodeItem,
        NumItem,
        UidRefItem,
        DateItem,
        ImageItem,
        ScoordItem,
        OtherItem {

  /** How it stands to its parent. */
  Relationship relationship();

  /** Concept Name; null where the template lets it be absent. */
  @Nullable Code concept();

  /** The items below it, in document order. */
  List<ContentItem> children();

  /** Whether its concept name is this concept. */
  default boolean isNamed(Concept concept) {
    Code name = concept();
    return name != null && concept.is(name);
  }

  /** The children of a value type. */
  default <T extends ContentItem> Stream<T> childrenOf(Class<T> valueType) {
    return children().stream().filter(valueType::isInstance).map(valueType::cast);
  }

  /** The children of a value type that have this concept name. */
  default <T extends ContentItem> Stream<T> childrenOf(Class<T> valueType, Concept concept) {
    return childrenOf(valueType).filter(child -> child.isNamed(concept));
  }

  /** The first child of a value type that has this concept name. */
  default <T extends ContentItem> Optional<T> childOf(Class<T> valueType, Concept concept) {
    return childrenOf(valueType, concept).findFirst();
  }
}
