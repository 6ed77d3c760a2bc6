package org.juxta.dicom.pixels;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * A Modality or VOI LUT (PS3.3 C.11.1.1, C.11.2.1.1).
 *
 * @param firstMapped input that the first entry is for; below it the first entry holds, beyond the
 *     table the last one
 * @param bits of an entry
 * @param entries outputs, unsigned
 */
record LookupTable(int firstMapped, int bits, int[] entries) {

  /**
   * @param item of the sequence that holds the table
   * @param name of that sequence with its tag, for messages
   * @param signedInput whether inputs may be negative, which decides how the first mapped value is
   *     to be taken
   * @throws UnreadablePixelsException when descriptor and data disagree
   */
  static LookupTable of(Attributes item, String name, boolean signedInput)
      throws UnreadablePixelsException {
    return of(item, Tag.LUTDescriptor, Tag.LUTData, name, signedInput);
  }

  /** The same for tables that are kept under other tags. */
  static LookupTable of(
      Attributes item, int descriptorTag, int dataTag, String name, boolean signedInput)
      throws UnreadablePixelsException {
    int[] descriptor = item.getInts(descriptorTag);
    if (descriptor == null || descriptor.length != 3) {
      throw new UnreadablePixelsException(
          "the LUT Descriptor of " + name + " has not three values");
    }
    // 0 stands for 65536, which does not fit the value representation.
    int count = (descriptor[0] & 0xFFFF) == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
    int first = signedInput ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
    int[] entries = entries(item, dataTag, count, name);
    return new LookupTable(first, bits(descriptor[2], entries), entries);
  }

  double at(double input) {
    long index = Math.round(input) - firstMapped;
    return entries[(int) Math.max(0, Math.min(entries.length - 1, index))];
  }

  /** Output as a share of the greatest one the entries' bits can hold, 0 to 1. */
  double shareAt(double input) {
    return at(input) / ((1 << bits) - 1);
  }

  private static int[] entries(Attributes item, int dataTag, int count, String name)
      throws UnreadablePixelsException {
    byte[] bytes = item.getSafeBytes(dataTag);
    int length = bytes == null ? 0 : bytes.length;
    boolean words = length >= 2 * count;
    if (length < count) {
      throw new UnreadablePixelsException(
          "the LUT Data of %s have %d bytes for %d entries".formatted(name, length, count));
    }
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] =
          words
              ? word(bytes[2 * i], bytes[2 * i + 1], item.bigEndian())
              // Some makers pack eight-bit entries, two a word.
              : bytes[item.bigEndian() ? i ^ 1 : i] & 0xFF;
    }
    return entries;
  }

  private static int word(byte first, byte second, boolean bigEndian) {
    return bigEndian
        ? (first & 0xFF) << 8 | (second & 0xFF)
        : (second & 0xFF) << 8 | (first & 0xFF);
  }

  /** Bits of an entry as stated, or as many as the entries need where that is too few. */
  private static int bits(int stated, int[] entries) {
    int bits = Math.max(1, Math.min(16, stated));
    for (int entry : entries) {
      bits = Math.max(bits, 32 - Integer.numberOfLeadingZeros(entry));
    }
    return bits;
  }
}
