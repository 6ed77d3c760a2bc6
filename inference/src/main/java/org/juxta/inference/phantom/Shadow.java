package org.juxta.inference.phantom;

import java.util.Arrays;

/** Image-sized sums that a projection adds to. Reused from one image to the next. */
final class Shadow {
  private int size;
  private float[] attenuation = new float[0];
  private final float[][] lengths = new float[Region.CHANNELS][0];

  /** Makes all sums zero, for images of size x size pixels. */
  void clear(int newSize) {
    if (newSize != size) {
      size = newSize;
      attenuation = new float[size * size];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = new float[size * size];
      }
      return;
    }
    Arrays.fill(attenuation, 0);
    for (float[] length : lengths) {
      Arrays.fill(length, 0);
    }
  }

  int size() {
    return size;
  }

  /** Sums of mu times length along each ray, row-major. */
  float[] attenuation() {
    return attenuation;
  }

  /** Length in mm that each ray runs through the regions of a channel, row-major. */
  float[] length(int channel) {
    return lengths[channel];
  }
}
