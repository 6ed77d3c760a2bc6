package org.juxta.dicom.pixels;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/** Stored values to values of the modality: Modality LUT or rescale (PS3.3 C.11.1). */
final class ModalityTransform {
  private ModalityTransform() {}

  /** The transform that holds for the frame; what it is goes to the steps. */
  static DoubleUnaryOperator of(FrameAttributes frame, PixelFormat format, List<String> steps)
      throws UnreadablePixelsException {
    Attributes attributes = frame.macro(Tag.PixelValueTransformationSequence);
    Attributes item = attributes.getNestedDataset(Tag.ModalityLUTSequence);
    if (item != null) {
      LookupTable table =
          LookupTable.of(item, "Modality LUT Sequence (0028,3000)", format.signed());
      steps.add(
          "Modality LUT of %d entries from %d"
              .formatted(table.entries().length, table.firstMapped()));
      return table::at;
    }
    if (!attributes.containsValue(Tag.RescaleSlope)) {
      return DoubleUnaryOperator.identity();
    }
    double slope = attributes.getDouble(Tag.RescaleSlope, 1);
    double intercept = attributes.getDouble(Tag.RescaleIntercept, 0);
    if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      steps.add(
          "rescale left out: Rescale Slope (0028,1053) is %s, Rescale Intercept (0028,1052) %s"
              .formatted(slope, intercept));
      return DoubleUnaryOperator.identity();
    }
    steps.add("rescale: slope %s, intercept %s".formatted(slope, intercept));
    return value -> value * slope + intercept;
  }
}
