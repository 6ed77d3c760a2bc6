package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * DATE: a calendar date.
 *
 * @param relationship to its parent
 * @param concept what the date is of
 * @param date {@code yyyyMMdd}
 * @param children the items below it
 */
public record DateItem(
    Relationship relationship, @Nullable Code concept, String date, List<ContentItem> children)
    implements ContentItem {
  public DateItem {
    children = List.copyOf(children);
  }
}
