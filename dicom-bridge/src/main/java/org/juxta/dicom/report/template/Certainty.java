package org.juxta.dicom.report.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.NumItem;
import org.juxta.dicom.report.tree.Relationship;

/** Certainty of Finding, a number of percent (TID 4006 defines it so). */
final class Certainty {
  private Certainty() {}

  static NumItem write(Relationship relationship, double probability, List<ContentItem> children) {
    BigDecimal percent = BigDecimal.valueOf(probability).movePointRight(2).stripTrailingZeros();
    return new NumItem(
        relationship,
        Concept.CERTAINTY_OF_FINDING.code(),
        percent,
        Concept.PERCENT.code(),
        children);
  }

  /** The probability that a child of an item states; empty when none does or it is out of range. */
  static Optional<Double> read(ContentItem parent) {
    return parent
        .childrenOf(NumItem.class, Concept.CERTAINTY_OF_FINDING)
        .filter(item -> item.unit() != null && Concept.PERCENT.is(item.unit()))
        .map(NumItem::value)
        .filter(Objects::nonNull)
        .map(percent -> percent.movePointLeft(2).doubleValue())
        .filter(probability -> probability >= 0 && probability <= 1)
        .findFirst();
  }
}
