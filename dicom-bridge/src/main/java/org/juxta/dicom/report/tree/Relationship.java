package org.juxta.dicom.report.tree;

import java.util.Optional;

/** Relationship Type (0040,A010) of a content item to its parent (PS3.3 C.17.3.2.4). */
public enum Relationship {
  CONTAINS,
  HAS_OBS_CONTEXT,
  HAS_ACQ_CONTEXT,
  HAS_CONCEPT_MOD,
  HAS_PROPERTIES,
  INFERRED_FROM,
  SELECTED_FROM;

  /** The defined term: {@code HAS OBS CONTEXT}. */
  public String term() {
    return name().replace('_', ' ');
  }

  /** The relationship with this term; empty when the standard has none. */
  public static Optional<Relationship> ofTerm(String term) {
    for (Relationship relationship : values()) {
      if (relationship.term().equals(term)) {
        return Optional.of(relationship);
      }
    }
    return Optional.empty();
  }
}
