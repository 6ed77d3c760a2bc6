package org.juxta.dicom.pixels;

import java.util.List;

/**
 * One frame in values of its modality, Hounsfield units for CT, before any window.
 *
 * @param width Columns (0028,0011)
 * @param height Rows (0028,0010)
 * @param values row-major, {@code width * height}; NaN where the frame is padded. Owned by this
 *     record: do not change it afterwards.
 * @param appliedSteps what was done to the stored values, in order, in words
 */
public record ModalityFrame(int width, int height, float[] values, List<String> appliedSteps) {
  public ModalityFrame {
    appliedSteps = List.copyOf(appliedSteps);
  }
}
