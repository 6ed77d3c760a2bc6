package org.juxta.dicom.radiograph;

/**
 * The stored pixel values of one radiograph.
 *
 * @param columns values in a row
 * @param rows rows, top first
 * @param bitsStored 6 to 16: values run from 0 to {@code (1 << bitsStored) - 1}
 * @param values row-major, {@code columns * rows} unsigned values. Owned by this record: do not
 *     change it afterwards.
 */
public record PixelMatrix(int columns, int rows, int bitsStored, short[] values) {

  /**
   * @throws IllegalArgumentException when sizes, bits and values do not agree
   */
  public PixelMatrix {
    if (columns < 1 || columns > 0xFFFF || rows < 1 || rows > 0xFFFF) {
      throw new IllegalArgumentException("a matrix of " + columns + " x " + rows + " pixels");
    }
    if (bitsStored < 6 || bitsStored > 16) {
      throw new IllegalArgumentException(
          "Bits Stored (0028,0101) of a DX image is 6 to 16, not " + bitsStored);
    }
    if (values.length != (long) columns * rows) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns + " x " + rows + " pixels");
    }
    int max = (1 << bitsStored) - 1;
    for (int i = 0; i < values.length; i++) {
      if ((values[i] & 0xFFFF) > max) {
        throw new IllegalArgumentException(
            "value "
                + (values[i] & 0xFFFF)
                + " at pixel "
                + i
                + " needs more than "
                + bitsStored
                + " bits");
      }
    }
  }

  /** Bits a value takes in the file: 8 up to eight stored bits, else 16. */
  public int bitsAllocated() {
    return bitsStored <= 8 ? 8 : 16;
  }
}
