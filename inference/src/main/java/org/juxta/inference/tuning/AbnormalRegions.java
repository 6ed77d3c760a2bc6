package org.juxta.inference.tuning;

import java.util.Map;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * Which patches of an image are abnormal: for each patch and finding the share of the patch that
 * the finding's box covers.
 *
 * @param size edge of the model's square in pixels
 * @param grid patches along that edge
 */
record AbnormalRegions(int size, int grid) {

  int valuesPerImage() {
    return grid * grid * FindingType.values().length;
  }

  /**
   * @param boxes in pixels of the square
   * @param covered (images, patches, findings), written for one image
   * @param image which
   */
  void fill(Map<FindingType, Box> boxes, float[] covered, int image) {
    int findings = FindingType.values().length;
    double patch = (double) size / grid;
    boxes.forEach(
        (type, box) -> {
          for (int row = 0; row < grid; row++) {
            double rows = overlap(box.y0(), box.y1(), row * patch, (row + 1) * patch) / patch;
            for (int column = 0; column < grid; column++) {
              double columns =
                  overlap(box.x0(), box.x1(), column * patch, (column + 1) * patch) / patch;
              int at = image * valuesPerImage() + (row * grid + column) * findings;
              covered[at + type.ordinal()] = (float) (rows * columns);
            }
          }
        });
  }

  private static double overlap(double a0, double a1, double b0, double b1) {
    return Math.max(0, Math.min(a1, b1) - Math.max(a0, b0));
  }
}
