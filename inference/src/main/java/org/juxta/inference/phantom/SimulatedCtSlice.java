package org.juxta.inference.phantom;

import java.util.Map;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * One slice of a simulated CT series.
 *
 * @param hounsfield row-major values of the slice
 * @param boxes bounds of each finding in this slice, in pixels; the outer corner of the first pixel
 *     is (0, 0)
 */
public record SimulatedCtSlice(short[] hounsfield, Map<FindingType, Box> boxes) {
  public SimulatedCtSlice {
    boxes = Map.copyOf(boxes);
  }
}
