package org.juxta.plugin.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reading is sent as; key {@code results}. */
public enum ResultKind {
  /** The TID 1500 Structured Report; always. */
  REPORT,
  /** Grayscale Softcopy Presentation States with the findings drawn. */
  PRESENTATION;

  /**
   * Reads {@code report} or {@code presentation}.
   *
   * @throws IllegalArgumentException if it is something else; the message says what is expected
   */
  static ResultKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is not a kind of result; one of "
                        + Arrays.stream(values())
                            .map(ResultKind::word)
                            .collect(Collectors.joining(", "))));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
