package org.juxta.dicom.report.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.FindingSite;
import org.juxta.dicom.report.content.Laterality;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.Relationship;

/** Finding Site with its Laterality (TID 1419 rows 2 and 3, TID 1501 rows 6 and 7). */
final class FindingSites {
  private FindingSites() {}

  static List<CodeItem> write(List<FindingSite> sites) {
    return sites.stream().map(FindingSites::item).toList();
  }

  static List<FindingSite> read(ContentItem group) {
    return group
        .childrenOf(CodeItem.class, Concept.FINDING_SITE)
        .map(
            item ->
                new FindingSite(
                    item.value(),
                    item.childOf(CodeItem.class, Concept.LATERALITY)
                        .map(child -> laterality(child.value()))
                        .orElse(null)))
        .toList();
  }

  private static CodeItem item(FindingSite site) {
    Laterality laterality = site.laterality();
    ContentItem[] modifiers =
        laterality == null
            ? new ContentItem[0]
            : new ContentItem[] {
              CodeItem.of(
                  Relationship.HAS_CONCEPT_MOD, Concept.LATERALITY, laterality.concept().code())
            };
    return CodeItem.of(
        Relationship.HAS_CONCEPT_MOD, Concept.FINDING_SITE, site.structure(), modifiers);
  }

  private static @Nullable Laterality laterality(Code code) {
    for (Laterality laterality : Laterality.values()) {
      if (laterality.concept().is(code)) {
        return laterality;
      }
    }
    return null;
  }
}
