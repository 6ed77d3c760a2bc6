package org.juxta.dicom.pixels;

/** Takes the samples of a frame out of its bytes, each as the unsigned word it was allocated. */
final class SampleUnpacker {
  private SampleUnpacker() {}

  /**
   * Unpacks one frame.
   *
   * @param bytes the frame
   * @param firstBit bit of the first byte that the frame begins with, 0 unless a pixel is one bit
   * @return samples in the order pixel by pixel, {@code pixels * samplesPerPixel} of them
   */
  static int[] unpack(byte[] bytes, int firstBit, PixelFormat format, boolean bigEndian) {
    if (format.subsampled()) {
      return expandSubsampled(words(bytes, firstBit, 2 * format.pixels(), format, bigEndian));
    }
    int count = format.pixels() * format.samplesPerPixel();
    int[] words = words(bytes, firstBit, count, format, bigEndian);
    return format.planar() && format.samplesPerPixel() > 1
        ? interleave(words, format.samplesPerPixel())
        : words;
  }

  private static int[] words(
      byte[] bytes, int firstBit, int count, PixelFormat format, boolean bigEndian) {
    int[] words = new int[count];
    switch (format.bitsAllocated()) {
      case 1 -> {
        // PS3.5 8.1.1: the first pixel is the lowest bit.
        for (int i = 0; i < count; i++) {
          int bit = firstBit + i;
          words[i] = bytes[bit >> 3] >> (bit & 7) & 1;
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          words[i] = bytes[i] & 0xFF;
        }
      }
      default -> {
        int size = format.bitsAllocated() / 8;
        for (int i = 0; i < count; i++) {
          int word = 0;
          for (int b = 0; b < size; b++) {
            int place = bigEndian ? size - 1 - b : b;
            word |= (bytes[i * size + b] & 0xFF) << (8 * place);
          }
          words[i] = word;
        }
      }
    }
    return words;
  }

  /** Planes one after the other become pixels one after the other. */
  static int[] interleave(int[] planes, int samplesPerPixel) {
    int pixels = planes.length / samplesPerPixel;
    int[] samples = new int[planes.length];
    for (int s = 0; s < samplesPerPixel; s++) {
      for (int i = 0; i < pixels; i++) {
        samples[i * samplesPerPixel + s] = planes[s * pixels + i];
      }
    }
    return samples;
  }

  /** Two luminances and one pair of chrominances (PS3.3 C.7.6.3.1.2) become two whole pixels. */
  private static int[] expandSubsampled(int[] stored) {
    int[] samples = new int[stored.length / 2 * 3];
    for (int pair = 0; pair < stored.length / 4; pair++) {
      for (int i = 0; i < 2; i++) {
        samples[6 * pair + 3 * i] = stored[4 * pair + i];
        samples[6 * pair + 3 * i + 1] = stored[4 * pair + 2];
        samples[6 * pair + 3 * i + 2] = stored[4 * pair + 3];
      }
    }
    return samples;
  }
}
