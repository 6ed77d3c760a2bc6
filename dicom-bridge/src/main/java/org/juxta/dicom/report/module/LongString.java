package org.juxta.dicom.report.module;

/** Text that fits a Long String (PS3.5 table 6.2-1). */
public final class LongString {
  private static final int LONGEST = 64;

  private LongString() {}

  /** The text as one line without backslashes, cut to 64 characters. */
  public static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\\\]", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
  }
}
