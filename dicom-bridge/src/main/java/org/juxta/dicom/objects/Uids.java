package org.juxta.dicom.objects;

import org.jspecify.annotations.Nullable;

/** The rule for UIDs (PS3.5 section 9.1) as far as it protects us. */
public final class Uids {
  private Uids() {}

  /**
   * Whether the text is a UID: 1 to 64 characters, digits in components parted by single dots. A
   * component with a leading zero breaks PS3.5 but is common in the field and harmless, so it
   * passes.
   */
  public static boolean isValid(@Nullable String uid) {
    if (uid == null || uid.isEmpty() || uid.length() > 64) {
      return false;
    }
    char previous = '.';
    for (int i = 0; i < uid.length(); i++) {
      char c = uid.charAt(i);
      if (c == '.' ? previous == '.' : c < '0' || c > '9') {
        return false;
      }
      previous = c;
    }
    return previous != '.';
  }
}
