package org.juxta.plugin.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reading's document, as the ledger keeps it, in one line.
 *
 * @param text for a person
 * @param change the gravest one in lower case, null when there is none
 */
record FindingsLine(String text, @Nullable String change) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The gravest first. */
  private static final List<String> GRAVITY =
      List.of("new", "worsened", "improved", "resolved", "stable");

  static FindingsLine of(String document) {
    JsonNode images;
    try {
      images = MAPPER.readTree(document).path("images");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a reading", e);
    }
    List<String> parts = new ArrayList<>();
    String gravest = null;
    int failed = 0;
    for (JsonNode image : images) {
      failed += image.path("failure").isTextual() ? 1 : 0;
      for (JsonNode finding : image.path("findings")) {
        String change = finding.path("change").asText("").toLowerCase(Locale.ROOT);
        change = change.equals("null") ? "" : change;
        if (finding.path("present").asBoolean() || change.equals("resolved")) {
          parts.add(words(finding.path("type").asText()) + (change.isEmpty() ? "" : " " + change));
          gravest = graver(gravest, change);
        }
      }
    }
    if (failed > 0) {
      parts.add(failed + (failed == 1 ? " image" : " images") + " could not be read");
    }
    return new FindingsLine(parts.isEmpty() ? "no finding" : String.join(", ", parts), gravest);
  }

  private static String words(String type) {
    return type.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static @Nullable String graver(@Nullable String one, String other) {
    if (!GRAVITY.contains(other)) {
      return one;
    }
    return one == null || GRAVITY.indexOf(other) < GRAVITY.indexOf(one) ? other : one;
  }
}
