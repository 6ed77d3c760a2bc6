package org.juxta.dicom.report.tree;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * NUM: a number with its unit.
 *
 * @param relationship to its parent
 * @param concept what is measured
 * @param value Numeric Value; null when the Measured Value Sequence is empty
 * @param unit Measurement Units; null in the same case
 * @param children the items below it
 */
public record NumItem(
    Relationship relationship,
    @Nullable Code concept,
    @Nullable BigDecimal value,
    @Nullable Code unit,
    List<ContentItem> children)
    implements ContentItem {
  public NumItem {
    children = List.copyOf(children);
  }
}
