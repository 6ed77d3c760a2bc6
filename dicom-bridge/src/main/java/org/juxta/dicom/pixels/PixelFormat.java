package org.juxta.dicom.pixels;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Image Pixel module (PS3.3 C.7.6.3) of one image, checked before anything is allocated.
 *
 * @param columns Columns (0028,0011)
 * @param rows Rows (0028,0010)
 * @param frames Number of Frames (0028,0008), 1 where absent
 * @param samplesPerPixel (0028,0002), 1 or 3
 * @param photometric Photometric Interpretation (0028,0004)
 * @param planar Planar Configuration (0028,0006) is 1
 * @param bitsAllocated (0028,0100): 1, 8, 16 or 32
 * @param bitsStored (0028,0101)
 * @param highBit (0028,0102)
 * @param signed Pixel Representation (0028,0103) is 1
 */
record PixelFormat(
    int columns,
    int rows,
    int frames,
    int samplesPerPixel,
    String photometric,
    boolean planar,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed) {

  /** Samples a frame may have: twice what the largest mammography detectors give. */
  static final int LARGEST_FRAME = 48_000_000;

  /**
   * @throws UnreadablePixelsException naming the attribute that is missing or cannot be
   */
  static PixelFormat of(Attributes dataset) throws UnreadablePixelsException {
    int columns = required(dataset, Tag.Columns, "Columns (0028,0011)", 1, 0xFFFF);
    int rows = required(dataset, Tag.Rows, "Rows (0028,0010)", 1, 0xFFFF);
    int frames =
        dataset.containsValue(Tag.NumberOfFrames)
            ? required(
                dataset, Tag.NumberOfFrames, "Number of Frames (0028,0008)", 1, Integer.MAX_VALUE)
            : 1;
    int samples =
        dataset.containsValue(Tag.SamplesPerPixel)
            ? required(dataset, Tag.SamplesPerPixel, "Samples per Pixel (0028,0002)", 1, 3)
            : 1;
    if (samples == 2) {
      throw new UnreadablePixelsException("Samples per Pixel (0028,0002) is 2, not 1 or 3");
    }
    if ((long) columns * rows * samples > LARGEST_FRAME) {
      throw new UnreadablePixelsException(
          ("Rows (0028,0010) %d x Columns (0028,0011) %d x Samples per Pixel (0028,0002) %d"
                  + " is more than the limit of %d")
              .formatted(rows, columns, samples, LARGEST_FRAME));
    }
    String photometric = dataset.getString(Tag.PhotometricInterpretation, "");
    if (photometric.isBlank()) {
      throw new UnreadablePixelsException("Photometric Interpretation (0028,0004) is missing");
    }
    int allocated = required(dataset, Tag.BitsAllocated, "Bits Allocated (0028,0100)", 1, 64);
    if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
      throw new UnreadablePixelsException(
          "Bits Allocated (0028,0100) is " + allocated + ", not 1, 8, 16 or 32");
    }
    int stored =
        dataset.containsValue(Tag.BitsStored)
            ? required(dataset, Tag.BitsStored, "Bits Stored (0028,0101)", 1, allocated)
            : allocated;
    int highBit =
        dataset.containsValue(Tag.HighBit)
            ? required(dataset, Tag.HighBit, "High Bit (0028,0102)", stored - 1, allocated - 1)
            : stored - 1;
    return new PixelFormat(
        columns,
        rows,
        frames,
        samples,
        photometric,
        dataset.getInt(Tag.PlanarConfiguration, 0) == 1,
        allocated,
        stored,
        highBit,
        dataset.getInt(Tag.PixelRepresentation, 0) == 1);
  }

  int pixels() {
    return columns * rows;
  }

  boolean monochrome() {
    return photometric.equals("MONOCHROME1") || photometric.equals("MONOCHROME2");
  }

  /** Chrominance is stored for every second column only (PS3.3 C.7.6.3.1.2). */
  boolean subsampled() {
    return photometric.equals("YBR_FULL_422");
  }

  /** Bits one frame takes in native encoding; frames of one bit a pixel need not fill bytes. */
  long frameBits() {
    long samples = subsampled() ? 2L * pixels() : (long) samplesPerPixel * pixels();
    return samples * bitsAllocated;
  }

  private static int required(Attributes dataset, int tag, String name, int min, int max)
      throws UnreadablePixelsException {
    if (!dataset.containsValue(tag)) {
      throw new UnreadablePixelsException(name + " is missing");
    }
    int value = dataset.getInt(tag, Integer.MIN_VALUE);
    if (value < min || value > max) {
      throw new UnreadablePixelsException(
          name + " is " + value + ", not from " + min + " to " + max);
    }
    return value;
  }
}
