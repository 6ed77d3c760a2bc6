package org.juxta.inference.phantom;

import java.util.Locale;

/** Side of the patient's body. */
public enum Side {
  RIGHT(-1),
  LEFT(1);

  private final int sign;

  Side(int sign) {
    this.sign = sign;
  }

  /** Sign of x on this side in patient coordinates. */
  int sign() {
    return sign;
  }

  Side other() {
    return this == RIGHT ? LEFT : RIGHT;
  }

  /** Lower-case word: {@code right}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
