package org.juxta.inference.lvlm;

/**
 * A grayscale image as a person would see it on a calibrated display.
 *
 * @param width columns
 * @param height rows
 * @param luminance row-major, {@code width * height} values from 0 (black) to 1 (white); dense
 *     tissue of a radiograph is white. Owned by this record: do not change it afterwards.
 */
public record ImageInput(int width, int height, float[] luminance) {

  /**
   * @throws IllegalArgumentException when the array does not hold width times height values
   */
  public ImageInput {
    if (width <= 0 || height <= 0 || luminance.length != (long) width * height) {
      throw new IllegalArgumentException(
          "image of " + width + " x " + height + " with " + luminance.length + " values");
    }
  }

  /** The value at a pixel. */
  public float at(int x, int y) {
    return luminance[y * width + x];
  }
}
