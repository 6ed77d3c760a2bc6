package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.code.Terms;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.DateItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.Relationship;

/**
 * TID 1600, Image Library, with the descriptors of TID 1602 and 1603. The first group holds the
 * current study's images, the second the prior's: OHIF looks into the first group only, and only
 * for images that regions lie on.
 */
final class ImageLibrary {
  private ImageLibrary() {}

  static ContentItem write(List<ReportImage> current, List<ReportImage> prior) {
    List<ContentItem> groups = new ArrayList<>();
    groups.add(group(current));
    if (!prior.isEmpty()) {
      groups.add(group(prior));
    }
    return ContainerItem.contained(Concept.IMAGE_LIBRARY, groups);
  }

  /** All images of the library, of all groups, in order. */
  static List<ReportImage> read(ContainerItem root, EvidenceIndex evidence) {
    return root.childrenOf(ContainerItem.class, Concept.IMAGE_LIBRARY)
        .flatMap(library -> library.childrenOf(ContainerItem.class, Concept.IMAGE_LIBRARY_GROUP))
        .flatMap(
            group -> group.childrenOf(ImageItem.class).map(item -> entry(item, group, evidence)))
        .toList();
  }

  private static ContainerItem group(List<ReportImage> images) {
    return ContainerItem.contained(
        Concept.IMAGE_LIBRARY_GROUP, images.stream().map(ImageLibrary::entry).toList());
  }

  private static ImageItem entry(ReportImage image) {
    List<ContentItem> descriptors = new ArrayList<>();
    Terms.MODALITY
        .concept(image.modality())
        .ifPresent(code -> descriptors.add(descriptor(Concept.MODALITY, code)));
    if (!image.studyDate().isEmpty()) {
      descriptors.add(
          new DateItem(
              Relationship.HAS_ACQ_CONTEXT,
              Concept.STUDY_DATE.code(),
              image.studyDate(),
              List.of()));
    }
    Terms.VIEW
        .concept(image.view())
        .ifPresent(code -> descriptors.add(descriptor(Concept.IMAGE_VIEW, code)));
    return ImageItems.of(Relationship.CONTAINS, null, image.reference(), descriptors);
  }

  private static CodeItem descriptor(Concept name, Concept value) {
    return CodeItem.of(Relationship.HAS_ACQ_CONTEXT, name, value.code());
  }

  /** An entry; what it does not describe itself, its group may. */
  private static ReportImage entry(ImageItem item, ContainerItem group, EvidenceIndex evidence) {
    return new ReportImage(
        evidence.resolve(item),
        code(item, group, Concept.MODALITY).flatMap(Terms.MODALITY::word).orElse(""),
        code(item, group, Concept.IMAGE_VIEW).flatMap(Terms.VIEW::word).orElse(""),
        item.childOf(DateItem.class, Concept.STUDY_DATE)
            .or(() -> group.childOf(DateItem.class, Concept.STUDY_DATE))
            .map(DateItem::date)
            .orElse(""));
  }

  private static Optional<Code> code(ImageItem item, ContainerItem group, Concept concept) {
    return item.childOf(CodeItem.class, concept)
        .or(() -> group.childOf(CodeItem.class, concept))
        .map(CodeItem::value);
  }
}
