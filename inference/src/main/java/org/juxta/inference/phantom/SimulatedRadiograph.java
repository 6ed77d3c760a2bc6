package org.juxta.inference.phantom;

import java.util.Map;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.reading.FindingType;

/**
 * A radiograph of a simulated patient at one time point, with where its findings project to.
 *
 * @param width columns
 * @param height rows
 * @param pixelSpacing millimetres from one pixel to the next in the detector plane, both ways
 * @param pixels row-major 12-bit values, 0 to 4095, MONOCHROME2 (dense tissue is bright)
 * @param windowCenter window that shows the chest as a person expects, in pixel values
 * @param windowWidth its width
 * @param boxes of the findings present at this time point, each the bounds of the finding's own
 *     projection in pixels of this image
 */
public record SimulatedRadiograph(
    int width,
    int height,
    double pixelSpacing,
    short[] pixels,
    double windowCenter,
    double windowWidth,
    Map<FindingType, Box> boxes) {
  public SimulatedRadiograph {
    boxes = Map.copyOf(boxes);
  }

  /** What a display shows with the window applied (LINEAR, PS3.3 C.11.2.1.2.1). */
  public ImageInput toImage() {
    float[] luminance = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      double shown = (pixels[i] - (windowCenter - 0.5)) / (windowWidth - 1) + 0.5;
      luminance[i] = (float) Math.max(0, Math.min(1, shown));
    }
    return new ImageInput(width, height, luminance);
  }
}
