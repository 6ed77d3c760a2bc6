package org.juxta.dicom.report.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Code;

/**
 * SCOORD: a region of an image (PS3.3 C.18.6).
 *
 * @param relationship to its parent
 * @param concept what the region is
 * @param graphicType Graphic Type (0070,0023): POINT, MULTIPOINT, POLYLINE, CIRCLE or ELLIPSE
 * @param graphicData column, row, column, row, ... of its points, in pixels of the image
 * @param children the items below it, the image among them
 */
public record ScoordItem(
    Relationship relationship,
    @Nullable Code concept,
    String graphicType,
    List<Float> graphicData,
    List<ContentItem> children)
    implements ContentItem {
  public ScoordItem {
    graphicData = List.copyOf(graphicData);
    children = List.copyOf(children);
  }
}
