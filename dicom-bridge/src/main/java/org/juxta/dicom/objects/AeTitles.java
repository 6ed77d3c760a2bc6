package org.juxta.dicom.objects;

/** The rule for AE titles (PS3.5 table 6.2-1, VR AE). */
public final class AeTitles {
  private AeTitles() {}

  /**
   * Returns the title without the spaces around it.
   *
   * @throws IllegalArgumentException unless it has 1 to 16 printable ASCII characters, none of them
   *     a backslash
   */
  public static String require(String aeTitle) {
    String title = aeTitle.strip();
    if (title.isEmpty() || title.length() > 16 || !title.equals(printable(title))) {
      throw new IllegalArgumentException(
          "AE title must have 1 to 16 printable ASCII characters without backslash: '"
              + printable(aeTitle)
              + "'");
    }
    return title;
  }

  /**
   * The text as it may be written to a log or a file: whatever is not printable ASCII, and
   * backslash, becomes '?'.
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      printable.append(c < ' ' || c > '~' || c == '\\' ? '?' : c);
    }
    return printable.toString();
  }
}
