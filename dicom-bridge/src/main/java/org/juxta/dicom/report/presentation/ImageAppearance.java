package org.juxta.dicom.report.presentation;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * How an image is shown without the presentation state, which must say it again: what is absent
 * from a presentation state is not taken from the image (PS3.4 N.2.1). An image that states no
 * window is shown over its whole range.
 */
public final class ImageAppearance {
  private ImageAppearance() {}

  /** Whether it is one of the grayscale images that these presentation states are for. */
  public static boolean isGrayscale(Attributes image) {
    return image.getString(Tag.PhotometricInterpretation, "").startsWith("MONOCHROME")
        && image.getInt(Tag.Rows, 0) > 0
        && image.getInt(Tag.Columns, 0) > 0;
  }

  /**
   * Writes Displayed Area, Modality LUT, Softcopy VOI LUT and Softcopy Presentation LUT Modules
   * (PS3.3 C.10.4, C.11.1, C.11.8, C.11.6).
   */
  public static void write(Attributes image, Attributes document) {
    displayedArea(image, document);
    modalityLut(image, document);
    voiLut(image, document);
    boolean inverse =
        image.getString(Tag.PhotometricInterpretation, "").equals("MONOCHROME1")
            || image.getString(Tag.PresentationLUTShape, "").equals("INVERSE");
    document.setString(Tag.PresentationLUTShape, VR.CS, inverse ? "INVERSE" : "IDENTITY");
  }

  private static void displayedArea(Attributes image, Attributes document) {
    Attributes area = new Attributes();
    area.setInt(Tag.DisplayedAreaTopLeftHandCorner, VR.SL, 1, 1);
    area.setInt(
        Tag.DisplayedAreaBottomRightHandCorner,
        VR.SL,
        image.getInt(Tag.Columns, 0),
        image.getInt(Tag.Rows, 0));
    area.setString(Tag.PresentationSizeMode, VR.CS, "SCALE TO FIT");
    double[] spacing = image.getDoubles(Tag.PixelSpacing);
    int[] ratio = image.getInts(Tag.PixelAspectRatio);
    if (spacing != null && spacing.length == 2 && spacing[0] > 0 && spacing[1] > 0) {
      area.setDouble(Tag.PresentationPixelSpacing, VR.DS, spacing);
    } else if (ratio != null && ratio.length == 2 && ratio[0] > 0 && ratio[1] > 0) {
      area.setInt(Tag.PresentationPixelAspectRatio, VR.IS, ratio);
    } else {
      area.setInt(Tag.PresentationPixelAspectRatio, VR.IS, 1, 1);
    }
    document.newSequence(Tag.DisplayedAreaSelectionSequence, 1).add(area);
  }

  private static void modalityLut(Attributes image, Attributes document) {
    Attributes table = image.getNestedDataset(Tag.ModalityLUTSequence);
    double slope = image.getDouble(Tag.RescaleSlope, 0);
    if (table != null) {
      document.newSequence(Tag.ModalityLUTSequence, 1).add(new Attributes(table));
    } else if (slope != 0 && Double.isFinite(slope)) {
      document.setDouble(Tag.RescaleIntercept, VR.DS, image.getDouble(Tag.RescaleIntercept, 0));
      document.setDouble(Tag.RescaleSlope, VR.DS, slope);
      boolean ct = image.getString(Tag.Modality, "").equals("CT");
      document.setString(
          Tag.RescaleType, VR.LO, image.getString(Tag.RescaleType, ct ? "HU" : "US"));
    }
  }

  /** A VOI LUT goes before a window, and the first window before others, as when it was read. */
  private static void voiLut(Attributes image, Attributes document) {
    Attributes shown = new Attributes();
    Attributes table = image.getNestedDataset(Tag.VOILUTSequence);
    double[] centers = image.getDoubles(Tag.WindowCenter);
    double[] widths = image.getDoubles(Tag.WindowWidth);
    if (table != null) {
      shown.newSequence(Tag.VOILUTSequence, 1).add(new Attributes(table));
    } else if (centers != null && widths != null && centers.length > 0 && widths.length > 0) {
      String function = image.getString(Tag.VOILUTFunction, "LINEAR");
      if (!(widths[0] >= (function.equals("LINEAR") ? 1 : Double.MIN_VALUE))) {
        return;
      }
      shown.setDouble(Tag.WindowCenter, VR.DS, centers[0]);
      shown.setDouble(Tag.WindowWidth, VR.DS, widths[0]);
      shown.setString(Tag.VOILUTFunction, VR.CS, function);
    } else {
      return;
    }
    document.newSequence(Tag.SoftcopyVOILUTSequence, 1).add(shown);
  }
}
