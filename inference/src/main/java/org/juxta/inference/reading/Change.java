package org.juxta.inference.reading;

import java.util.Locale;

/** How a finding changed from the prior to the current image. */
public enum Change {
  NEW,
  WORSENED,
  STABLE,
  IMPROVED,
  /** Present on the prior, no longer present on the current image. */
  RESOLVED;

  /** Lower-case word used in prompts, JSON and reports: {@code worsened}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
