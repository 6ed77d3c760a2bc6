package org.juxta.dicom.report.template;

import java.util.List;
import java.util.Optional;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.tree.Relationship;
import org.juxta.dicom.report.tree.ScoordItem;

/**
 * Image Region, a box as a closed polyline of five points (TID 1410 row 5): viewers of the
 * Cornerstone family make a rectangle of four or five.
 */
final class ImageRegion {
  private ImageRegion() {}

  static ScoordItem write(Relationship relationship, BoxRegion box, ImageReference image) {
    float x0 = (float) box.x0();
    float y0 = (float) box.y0();
    float x1 = (float) box.x1();
    float y1 = (float) box.y1();
    return new ScoordItem(
        relationship,
        Concept.IMAGE_REGION.code(),
        "POLYLINE",
        List.of(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0),
        List.of(ImageItems.of(Relationship.SELECTED_FROM, null, image, List.of())));
  }

  /** The bounds of a region of any form; empty for points, lines, nonsense and odd data. */
  static Optional<BoxRegion> read(ScoordItem item) {
    List<Float> data = item.graphicData();
    if (data.size() < 4 || data.size() % 2 != 0 || !data.stream().allMatch(Float::isFinite)) {
      return Optional.empty();
    }
    double x0 = Double.MAX_VALUE;
    double y0 = Double.MAX_VALUE;
    double x1 = -Double.MAX_VALUE;
    double y1 = -Double.MAX_VALUE;
    for (int i = 0; i < data.size(); i += 2) {
      x0 = Math.min(x0, data.get(i));
      x1 = Math.max(x1, data.get(i));
      y0 = Math.min(y0, data.get(i + 1));
      y1 = Math.max(y1, data.get(i + 1));
    }
    if (item.graphicType().equals("CIRCLE")) {
      double radius = Math.hypot(data.get(2) - data.get(0), data.get(3) - data.get(1));
      x0 = data.get(0) - radius;
      x1 = data.get(0) + radius;
      y0 = data.get(1) - radius;
      y1 = data.get(1) + radius;
    }
    x0 = Math.max(0, x0);
    y0 = Math.max(0, y0);
    return (float) x1 > (float) x0 && (float) y1 > (float) y0
        ? Optional.of(new BoxRegion(x0, y0, x1, y1))
        : Optional.empty();
  }
}
