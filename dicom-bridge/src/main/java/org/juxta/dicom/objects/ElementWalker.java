package org.juxta.dicom.objects;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.VR;

/** Walks the elements of a dataset that is pushed to it in pieces; see {@link DatasetScanner}. */
final class ElementWalker {
  /** Longest value kept; the longest of the index, a UID or LO, has 64 characters. */
  static final int MAX_KEPT_VALUE = 1024;

  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_DELIMITATION = 0xFFFEE00D;
  private static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;
  private static final int PIXEL_DATA = 0x7FE00010;
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final long DELIMITED = -1;

  private static final Set<String> SHORT_FORM_VRS =
      Set.of(
          "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL",
          "SS", "ST", "TM", "UI", "UL", "US");

  /** What the bytes at a level are read as. */
  private enum Kind {
    ELEMENTS,
    ITEMS,
    FRAGMENTS
  }

  /** Each sequence adds two levels, its items and an item's elements. */
  private static final int LEVELS = 2 * DatasetScanner.MAX_DEPTH + 1;

  private final Kind[] kinds = new Kind[LEVELS];
  private final long[] ends = new long[LEVELS];
  private final boolean[] implicits = new boolean[LEVELS];
  private final boolean[] guessed = new boolean[LEVELS];
  private int level;

  private final boolean bigEndian;
  private final int[] keptTags;
  private final Map<Integer, byte[]> kept;

  private final byte[] header = new byte[12];
  private int headerLength;
  private long position;
  private long valueLeft;
  private byte[] value = new byte[0];
  private int valueTag;
  private boolean keeping;

  /**
   * @param keptTags top-level elements whose values are put into {@code kept}, ascending
   * @param kept receives value bytes by tag; a value longer than {@link #MAX_KEPT_VALUE} is left
   *     out
   */
  ElementWalker(boolean implicit, boolean bigEndian, int[] keptTags, Map<Integer, byte[]> kept) {
    this.bigEndian = bigEndian;
    this.keptTags = keptTags.clone();
    this.kept = kept;
    kinds[0] = Kind.ELEMENTS;
    ends[0] = DELIMITED;
    implicits[0] = implicit;
  }

  void feed(byte[] bytes, int offset, int length) throws UnreadableDatasetException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (valueLeft > 0) {
        int n = (int) Math.min(valueLeft, end - at);
        if (keeping) {
          System.arraycopy(bytes, at, value, value.length - (int) valueLeft, n);
        }
        valueLeft -= n;
        position += n;
        at += n;
        if (valueLeft == 0) {
          endValue();
        }
      } else {
        header[headerLength++] = bytes[at++];
        position++;
        if (position == 8 && headerLength == 8 && !hasVr()) {
          // Some write Implicit VR and say Explicit; readers get along with it.
          implicits[0] = true;
        }
        if ((headerLength == 8 && !isLongForm()) || headerLength == 12) {
          headerLength = 0;
          element();
        }
      }
    }
  }

  void finish() throws UnreadableDatasetException {
    if (position == 0) {
      throw new UnreadableDatasetException("dataset is empty");
    }
    if (valueLeft > 0 || headerLength > 0 || level > 0) {
      throw unreadable(
          valueLeft > 0
              ? "dataset ends inside the value of " + name(valueTag)
              : "dataset ends inside an element");
    }
  }

  /** Explicit VRs with 32-bit lengths have them behind two reserved bytes (PS3.5 table 7.1-1). */
  private boolean isLongForm() {
    if (implicits[level] || kinds[level] != Kind.ELEMENTS || tag() >>> 16 == 0xFFFE) {
      return false;
    }
    return !SHORT_FORM_VRS.contains("" + (char) header[4] + (char) header[5]);
  }

  private void element() throws UnreadableDatasetException {
    int tag = tag();
    switch (kinds[level]) {
      case ITEMS -> item(tag, int32(4));
      case FRAGMENTS -> fragment(tag, int32(4));
      case ELEMENTS -> {
        if (tag == ITEM_DELIMITATION && level > 0 && ends[level] == DELIMITED) {
          level--;
        } else if (tag >>> 16 == 0xFFFE) {
          throw unreadable("unexpected delimiter " + name(tag));
        } else if (implicits[level]) {
          implicitElement(tag, int32(4));
        } else {
          explicitElement(tag);
        }
      }
    }
    closeEndedLevels();
  }

  private void item(int tag, long length) throws UnreadableDatasetException {
    if (tag == ITEM) {
      guessed[level] = false;
      open(Kind.ELEMENTS, length, implicits[level]);
    } else if (tag == SEQUENCE_DELIMITATION && ends[level] == DELIMITED) {
      level--;
    } else if (guessed[level]) {
      valueLeft = ends[level] - position;
      level--;
    } else {
      throw unreadable("expected an item and found " + name(tag));
    }
  }

  private void fragment(int tag, long length) throws UnreadableDatasetException {
    if (tag == ITEM && length != UNDEFINED) {
      startValue(tag, length);
    } else if (tag == SEQUENCE_DELIMITATION) {
      level--;
    } else {
      throw unreadable("expected a fragment and found " + name(tag));
    }
  }

  private void implicitElement(int tag, long length) throws UnreadableDatasetException {
    if (length == UNDEFINED) {
      open(tag == PIXEL_DATA ? Kind.FRAGMENTS : Kind.ITEMS, UNDEFINED, true);
    } else if (length >= 8 && ElementDictionary.vrOf(tag, null) == VR.SQ) {
      // Implicit VR does not say what it is. If the first bytes are no item, it is a value after
      // all.
      open(Kind.ITEMS, length, true);
      guessed[level] = true;
    } else {
      startValue(tag, length);
    }
  }

  private void explicitElement(int tag) throws UnreadableDatasetException {
    if (!hasVr()) {
      throw unreadable("no value representation at " + name(tag));
    }
    char first = (char) header[4];
    char second = (char) header[5];
    boolean longForm = isLongForm();
    long length = longForm ? int32(8) : int16(6);
    boolean sequence = first == 'S' && second == 'Q';
    boolean unknown = first == 'U' && second == 'N';
    if (length == UNDEFINED && longForm) {
      // Unknown VR of undefined length is a sequence in Implicit VR (PS3.5 section 6.2.2 note on
      // UN).
      open(sequence || unknown ? Kind.ITEMS : Kind.FRAGMENTS, UNDEFINED, unknown);
    } else if (sequence) {
      open(Kind.ITEMS, length, false);
    } else {
      startValue(tag, length);
    }
  }

  private boolean hasVr() {
    return header[4] >= 'A' && header[4] <= 'Z' && header[5] >= 'A' && header[5] <= 'Z';
  }

  private void open(Kind kind, long length, boolean implicit) throws UnreadableDatasetException {
    if (level + 1 == LEVELS) {
      throw unreadable("sequences nested deeper than " + DatasetScanner.MAX_DEPTH);
    }
    long end = length == UNDEFINED ? DELIMITED : endOf(length, "an item or sequence");
    level++;
    kinds[level] = kind;
    ends[level] = end;
    implicits[level] = implicit;
    guessed[level] = false;
  }

  private void startValue(int tag, long length) throws UnreadableDatasetException {
    long unused = endOf(length, name(tag));
    valueTag = tag;
    valueLeft = length;
    keeping =
        level == 0
            && length <= MAX_KEPT_VALUE
            && Arrays.binarySearch(keptTags, tag) >= 0
            && !kept.containsKey(tag);
    if (keeping) {
      value = new byte[(int) length];
    }
    if (length == 0) {
      endValue();
    }
  }

  private void endValue() {
    if (keeping) {
      kept.put(valueTag, value);
      keeping = false;
    }
    closeEndedLevels();
  }

  private void closeEndedLevels() {
    while (valueLeft == 0 && ends[level] == position && level > 0) {
      level--;
    }
  }

  /** Where a value of this length ends, if it fits into what encloses it. */
  private long endOf(long length, String what) throws UnreadableDatasetException {
    long end = position + length;
    for (int i = level; i > 0; i--) {
      if (ends[i] != DELIMITED) {
        if (end > ends[i]) {
          throw unreadable(what + " is longer than the item around it");
        }
        break;
      }
    }
    return end;
  }

  private int tag() {
    return int16(0) << 16 | int16(2);
  }

  private int int16(int at) {
    int a = header[at] & 0xFF;
    int b = header[at + 1] & 0xFF;
    return isBigEndian() ? a << 8 | b : b << 8 | a;
  }

  private long int32(int at) {
    long a = int16(at);
    long b = int16(at + 2);
    return isBigEndian() ? a << 16 | b : b << 16 | a;
  }

  /** Implicit VR, also inside an unknown VR, is always little endian. */
  private boolean isBigEndian() {
    return bigEndian && !implicits[level];
  }

  private UnreadableDatasetException unreadable(String what) {
    return new UnreadableDatasetException(what + " at byte " + position);
  }

  private static String name(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }
}
