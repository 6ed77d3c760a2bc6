package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.FindingLabel;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.ImageItem;
import org.juxta.dicom.report.tree.NumItem;
import org.juxta.dicom.report.tree.Relationship;
import org.juxta.dicom.report.tree.ScoordItem;
import org.juxta.dicom.report.tree.TextItem;
import org.juxta.dicom.report.tree.UidRefItem;

/**
 * A finding as a measurement group: TID 1410, Planar ROI Measurements, when it has a region, else
 * TID 1501, Measurement Group.
 *
 * <p>The certainty of its presence is a measurement of a planar group, inferred from a copy of the
 * region: the Cornerstone adapters drop the region of a measurement without one. OHIF reads the
 * region of every measurement of a group, so that in a group without a region the certainty stands
 * below the evaluation it belongs to.
 */
final class MeasurementGroup {
  private static final String PLANAR = "1410";
  private static final String QUALITATIVE = "1501";

  private MeasurementGroup() {}

  static ContainerItem write(ReportedFinding finding, AlgorithmIdentity algorithm) {
    List<ContentItem> items = new ArrayList<>();
    items.add(
        TextItem.of(
            Relationship.HAS_OBS_CONTEXT, Concept.TRACKING_IDENTIFIER, finding.trackingId()));
    items.add(
        UidRefItem.of(
            Relationship.HAS_OBS_CONTEXT,
            Concept.TRACKING_UNIQUE_IDENTIFIER,
            finding.trackingUid()));
    items.add(CodeItem.of(Relationship.CONTAINS, Concept.FINDING, finding.finding()));
    items.addAll(AlgorithmIdentification.write(Relationship.HAS_CONCEPT_MOD, algorithm));
    items.addAll(FindingSites.write(finding.sites()));
    ImageReference image = finding.image();
    BoxRegion region = finding.region();
    Double probability = finding.probability();
    if (image != null && region != null) {
      items.add(ImageRegion.write(Relationship.CONTAINS, region, image));
      if (probability != null) {
        ScoordItem copy = ImageRegion.write(Relationship.INFERRED_FROM, region, image);
        double certainty = finding.presence().certainty(probability);
        items.add(Certainty.write(Relationship.CONTAINS, certainty, List.of(copy)));
      }
      items.add(presence(finding.presence(), null));
    } else {
      if (image != null) {
        items.add(
            ImageItems.of(Relationship.CONTAINS, Concept.SOURCE_OF_MEASUREMENT, image, List.of()));
      }
      items.add(presence(finding.presence(), probability));
    }
    if (finding.change() != null) {
      items.add(change(finding.change(), finding.changeProbability(), finding.comparedWith()));
    }
    items.add(TextItem.of(Relationship.CONTAINS, Concept.COMMENT, FindingLabel.of(finding)));
    return new ContainerItem(
        Relationship.CONTAINS,
        Concept.MEASUREMENT_GROUP.code(),
        items,
        region == null ? QUALITATIVE : PLANAR);
  }

  /**
   * The finding of a group, also of another maker's: what names no presence is present, what names
   * no finding keeps the general concept "Finding".
   */
  static ReportedFinding read(ContainerItem group, EvidenceIndex evidence) {
    Optional<ScoordItem> scoord = region(group);
    Optional<ImageReference> image =
        scoord
            .flatMap(item -> item.childrenOf(ImageItem.class).findFirst())
            .or(() -> group.childrenOf(ImageItem.class).findFirst())
            .map(evidence::resolve);
    Optional<CodeItem> presenceItem = group.childOf(CodeItem.class, Concept.PRESENCE);
    Presence presence = presenceItem.map(item -> presence(item.value())).orElse(Presence.PRESENT);
    Optional<CodeItem> changeItem = group.childOf(CodeItem.class, Concept.DESCRIPTION_OF_CHANGE);
    IntervalChange change = changeItem.map(item -> change(item.value())).orElse(null);
    Optional<CodeItem> knownChange = change == null ? Optional.empty() : changeItem;
    return new ReportedFinding(
        group.childOf(TextItem.class, Concept.TRACKING_IDENTIFIER).map(TextItem::text).orElse(""),
        group
            .childOf(UidRefItem.class, Concept.TRACKING_UNIQUE_IDENTIFIER)
            .map(UidRefItem::uid)
            .orElse(""),
        group
            .childOf(CodeItem.class, Concept.FINDING)
            .map(CodeItem::value)
            .orElseGet(Concept.FINDING::code),
        FindingSites.read(group),
        presence,
        Certainty.read(group)
            .or(() -> presenceItem.flatMap(Certainty::read))
            .map(presence::certainty)
            .orElse(null),
        image.orElse(null),
        image.flatMap(known -> scoord).flatMap(ImageRegion::read).orElse(null),
        change,
        knownChange.flatMap(Certainty::read).orElse(null),
        knownChange
            .flatMap(item -> item.childrenOf(ImageItem.class).findFirst())
            .map(evidence::resolve)
            .orElse(null));
  }

  private static CodeItem presence(Presence presence, @Nullable Double probability) {
    Code value = presence.concept().code();
    return probability == null
        ? CodeItem.of(Relationship.CONTAINS, Concept.PRESENCE, value)
        : CodeItem.of(
            Relationship.CONTAINS,
            Concept.PRESENCE,
            value,
            Certainty.write(
                Relationship.HAS_PROPERTIES, presence.certainty(probability), List.of()));
  }

  private static CodeItem change(
      IntervalChange change, @Nullable Double probability, @Nullable ImageReference prior) {
    List<ContentItem> children = new ArrayList<>();
    if (probability != null) {
      children.add(Certainty.write(Relationship.HAS_PROPERTIES, probability, List.of()));
    }
    if (prior != null) {
      children.add(ImageItems.of(Relationship.INFERRED_FROM, null, prior, List.of()));
    }
    return new CodeItem(
        Relationship.CONTAINS,
        Concept.DESCRIPTION_OF_CHANGE.code(),
        change.concept().code(),
        children);
  }

  /** The region of the group itself, else the one that a measurement was inferred from. */
  private static Optional<ScoordItem> region(ContainerItem group) {
    return group
        .childrenOf(ScoordItem.class)
        .findFirst()
        .or(
            () ->
                group
                    .childrenOf(NumItem.class)
                    .flatMap(num -> num.childrenOf(ScoordItem.class))
                    .findFirst());
  }

  private static Presence presence(Code code) {
    for (Presence presence : Presence.values()) {
      if (presence.concept().is(code)) {
        return presence;
      }
    }
    return Presence.UNDETERMINED;
  }

  private static @Nullable IntervalChange change(Code code) {
    for (IntervalChange change : IntervalChange.values()) {
      if (change.concept().is(code)) {
        return change;
      }
    }
    return null;
  }
}
