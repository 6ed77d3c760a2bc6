package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.Relationship;
import org.juxta.dicom.report.tree.TextItem;

/** TID 4019, Algorithm Identification. */
final class AlgorithmIdentification {
  private AlgorithmIdentification() {}

  static List<ContentItem> write(Relationship relationship, AlgorithmIdentity algorithm) {
    List<ContentItem> items = new ArrayList<>();
    items.add(TextItem.of(relationship, Concept.ALGORITHM_NAME, algorithm.name()));
    items.add(TextItem.of(relationship, Concept.ALGORITHM_VERSION, algorithm.version()));
    for (String parameter : algorithm.parameters()) {
      items.add(TextItem.of(relationship, Concept.ALGORITHM_PARAMETERS, parameter));
    }
    items.add(
        CodeItem.of(
            relationship, Concept.ALGORITHM_FAMILY, Concept.ARTIFICIAL_INTELLIGENCE.code()));
    return items;
  }

  /** The algorithm that the children of an item name; empty when they name none. */
  static Optional<AlgorithmIdentity> read(ContentItem parent) {
    return parent
        .childOf(TextItem.class, Concept.ALGORITHM_NAME)
        .map(
            name ->
                new AlgorithmIdentity(
                    name.text(),
                    parent
                        .childOf(TextItem.class, Concept.ALGORITHM_VERSION)
                        .map(TextItem::text)
                        .orElse(""),
                    parent
                        .childrenOf(TextItem.class, Concept.ALGORITHM_PARAMETERS)
                        .map(TextItem::text)
                        .toList()));
  }
}
