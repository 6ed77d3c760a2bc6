package org.juxta.inference.phantom;

/**
 * How a CT series of the chest is acquired and reconstructed.
 *
 * @param size columns and rows of a slice
 * @param field side of the square that a slice shows, mm
 * @param thickness of a slice, mm
 * @param spacing from slice to slice along the table, mm
 * @param tilt of the gantry about the patient's left-right axis, degrees
 * @param noise standard deviation of a voxel's value, HU
 */
public record CtProtocol(
    int size, double field, double thickness, double spacing, double tilt, double noise) {

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public CtProtocol {
    if (size < 16 || size > 1024) {
      throw new IllegalArgumentException("CT size " + size + " is not within 16 to 1024");
    }
    if (!(field > 0) || !(thickness >= 0.25) || !(spacing >= 0.25) || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "CT field %s, thickness %s, spacing %s (0.25 mm or more), noise %s"
              .formatted(field, thickness, spacing, noise));
    }
    if (!(Math.abs(tilt) <= 30)) {
      throw new IllegalArgumentException("CT tilt " + tilt + " is not within -30 to 30 degrees");
    }
  }

  /** Contiguous slices of a chest, 512 x 512 pixels, 400 mm, no tilt, 15 HU of noise. */
  public static CtProtocol chest(double thickness) {
    return new CtProtocol(512, 400, thickness, thickness, 0, 15);
  }

  /** Millimetres from pixel to pixel. */
  public double pixelSpacing() {
    return field / size;
  }
}
