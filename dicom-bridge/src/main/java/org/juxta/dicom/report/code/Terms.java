package org.juxta.dicom.report.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vocabulary of words used outside of reports, for example the identifiers of findings, with the
 * concept that each becomes inside one ({@code terms.psv}).
 */
public enum Terms {
  /** Identifiers of findings: {@code pleural_effusion}. */
  FINDING("finding"),
  /** Identifiers of findings, with the site each of them has. */
  SITE_OF_FINDING("site of finding"),
  /** Values of Modality (0008,0060). */
  MODALITY("modality"),
  /** Values of View Position (0018,5101). */
  VIEW("view");

  private static final Map<String, Map<String, Concept>> TABLE = load();

  private final String vocabulary;

  Terms(String vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The concept of a word; empty when the vocabulary lacks it. */
  public Optional<Concept> concept(String word) {
    return Optional.ofNullable(words().get(word));
  }

  /** The word for a code, whatever its meaning says; empty when the vocabulary lacks it. */
  public Optional<String> word(Code code) {
    return words().entrySet().stream()
        .filter(entry -> entry.getValue().code().denotesSameAs(code))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Every word with its concept. */
  public Map<String, Concept> words() {
    return TABLE.getOrDefault(vocabulary, Map.of());
  }

  private static Map<String, Map<String, Concept>> load() {
    Map<String, Map<String, Concept>> table = new HashMap<>();
    for (List<String> row : PipeSeparated.rows("terms.psv", 3)) {
      Concept former =
          table
              .computeIfAbsent(row.get(0), vocabulary -> new HashMap<>())
              .putIfAbsent(row.get(1), Concept.valueOf(row.get(2)));
      if (former != null) {
        throw new IllegalStateException("terms.psv has " + row.get(1) + " twice");
      }
    }
    return table;
  }
}
