package org.juxta.dicom.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Values of the modality to a share of full brightness, 0 to 1 (PS3.3 C.11.2). A VOI LUT is the
 * maker's own curve and comes first, then the first usable window.
 */
final class VoiTransform {
  private VoiTransform() {}

  /**
   * The transform that holds for the frame; what it is goes to the steps.
   *
   * @param negativeInput whether values of the modality may be negative
   * @return null when the image states neither a VOI LUT nor a usable window
   */
  static @Nullable DoubleUnaryOperator of(
      FrameAttributes frame, boolean negativeInput, List<String> steps)
      throws UnreadablePixelsException {
    Attributes attributes = frame.macro(Tag.FrameVOILUTSequence);
    Attributes item = attributes.getNestedDataset(Tag.VOILUTSequence);
    if (item != null) {
      LookupTable table = LookupTable.of(item, "VOI LUT Sequence (0028,3010)", negativeInput);
      steps.add(
          "VOI LUT of %d entries from %d, %d bits"
              .formatted(table.entries().length, table.firstMapped(), table.bits()));
      return table::shareAt;
    }
    double[] centers = attributes.getDoubles(Tag.WindowCenter);
    double[] widths = attributes.getDoubles(Tag.WindowWidth);
    if (centers == null || widths == null) {
      return null;
    }
    WindowFunction function = function(attributes, steps);
    for (int i = 0; i < Math.min(centers.length, widths.length); i++) {
      double center = centers[i];
      double width = widths[i];
      if (function.takes(width) && Double.isFinite(width) && Double.isFinite(center)) {
        steps.add("window: center %s, width %s, %s".formatted(center, width, function));
        return value -> function.at(value, center, width);
      }
      steps.add(
          "window left out: Window Center (0028,1050) %s, Window Width (0028,1051) %s"
              .formatted(center, width));
    }
    return null;
  }

  private static WindowFunction function(Attributes attributes, List<String> steps) {
    String stated = attributes.getString(Tag.VOILUTFunction, "LINEAR");
    return Arrays.stream(WindowFunction.values())
        .filter(function -> function.name().equals(stated))
        .findFirst()
        .orElseGet(
            () -> {
              steps.add("VOI LUT Function (0028,1056) " + stated + " is unknown: LINEAR");
              return WindowFunction.LINEAR;
            });
  }
}
