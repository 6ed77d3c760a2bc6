package org.juxta.dicom.report.presentation;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.FindingLabel;
import org.juxta.dicom.report.content.ReportedFinding;

/**
 * Graphic Annotation and Graphic Layer Modules (PS3.3 C.10.5, C.10.7): a rectangle with its label
 * for each located finding, in pixels of the image, and lines of text at the foot of the display.
 */
public final class FindingAnnotations {
  private static final String LAYER = "FINDINGS";

  /** A light yellow as PCS values (PS3.3 C.10.7.1.1): L* 90, a* -10, b* 60. */
  private static final int[] COLOUR = {0xE665, 0x7676, 0xBCBC};

  private static final int LONGEST_ST = 1024;

  /** Share of the display that a line of text takes. */
  private static final double LINE = 0.025;

  private static final double FOOT = 0.99;

  private FindingAnnotations() {}

  /**
   * Writes the annotations.
   *
   * @param findings of this image that have a region
   * @param foot lines at the foot of the display
   * @param columns Columns (0028,0011) of the image
   * @param rows Rows (0028,0010) of the image
   */
  public static void write(
      List<ReportedFinding> findings,
      List<String> foot,
      int columns,
      int rows,
      Attributes document) {
    Attributes annotation = new Attributes();
    List<Attributes> texts = new ArrayList<>();
    List<Attributes> rectangles = new ArrayList<>();
    for (ReportedFinding finding : findings) {
      BoxRegion box = finding.region();
      if (box != null) {
        rectangles.add(rectangle(box, finding));
        texts.add(label(FindingLabel.of(finding), box, columns, rows));
      }
    }
    texts.add(foot(foot));
    put(annotation, Tag.TextObjectSequence, texts);
    put(annotation, Tag.GraphicObjectSequence, rectangles);
    annotation.setString(Tag.GraphicLayer, VR.CS, LAYER);
    document.newSequence(Tag.GraphicAnnotationSequence, 1).add(annotation);
    Attributes layer = new Attributes();
    layer.setString(Tag.GraphicLayer, VR.CS, LAYER);
    layer.setInt(Tag.GraphicLayerOrder, VR.IS, 1);
    layer.setInt(Tag.GraphicLayerRecommendedDisplayCIELabValue, VR.US, COLOUR);
    document.newSequence(Tag.GraphicLayerSequence, 1).add(layer);
  }

  /** A sequence that may not be empty is left out when it would be. */
  private static void put(Attributes annotation, int tag, List<Attributes> items) {
    if (!items.isEmpty()) {
      Sequence sequence = annotation.newSequence(tag, items.size());
      sequence.addAll(items);
    }
  }

  private static Attributes rectangle(BoxRegion box, ReportedFinding finding) {
    float x0 = (float) box.x0();
    float y0 = (float) box.y0();
    float x1 = (float) box.x1();
    float y1 = (float) box.y1();
    Attributes item = new Attributes();
    item.setString(Tag.GraphicAnnotationUnits, VR.CS, "PIXEL");
    item.setInt(Tag.GraphicDimensions, VR.US, 2);
    item.setInt(Tag.NumberOfGraphicPoints, VR.US, 5);
    item.setFloat(Tag.GraphicData, VR.FL, x0, y0, x1, y0, x1, y1, x0, y1, x0, y0);
    item.setString(Tag.GraphicType, VR.CS, "POLYLINE");
    item.setString(Tag.GraphicFilled, VR.CS, "N");
    // The same as in the report, so that a viewer can join what it reads from both.
    item.setString(Tag.TrackingID, VR.UT, finding.trackingId());
    item.setString(Tag.TrackingUID, VR.UI, finding.trackingUid());
    return item;
  }

  /** Above the rectangle, or below it where there is no room above; inside the image's width. */
  private static Attributes label(String text, BoxRegion box, int columns, int rows) {
    double height = Math.max(12, rows * LINE);
    double width = Math.min(columns, text.length() * height * 0.6);
    double left = Math.max(0, Math.min(box.x0(), columns - width));
    double top = box.y0() >= height ? box.y0() - height : Math.min(box.y1(), rows - height);
    Attributes item = text(text, "PIXEL");
    item.setFloat(Tag.BoundingBoxTopLeftHandCorner, VR.FL, (float) left, (float) top);
    item.setFloat(
        Tag.BoundingBoxBottomRightHandCorner,
        VR.FL,
        (float) (left + width),
        (float) (top + height));
    return item;
  }

  private static Attributes foot(List<String> lines) {
    double height = Math.min(FOOT, lines.size() * LINE);
    Attributes item = text(String.join("\r\n", lines), "DISPLAY");
    item.setFloat(
        Tag.BoundingBoxTopLeftHandCorner, VR.FL, (float) (1 - FOOT), (float) (FOOT - height));
    item.setFloat(Tag.BoundingBoxBottomRightHandCorner, VR.FL, (float) FOOT, (float) FOOT);
    return item;
  }

  private static Attributes text(String text, String units) {
    Attributes item = new Attributes();
    item.setString(Tag.BoundingBoxAnnotationUnits, VR.CS, units);
    item.setString(
        Tag.UnformattedTextValue,
        VR.ST,
        text.length() <= LONGEST_ST ? text : text.substring(0, LONGEST_ST - 3) + "...");
    item.setString(Tag.BoundingBoxTextHorizontalJustification, VR.CS, "LEFT");
    return item;
  }
}
