package org.juxta.dicom.study;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which modalities can be compared, by modality-groups.tsv. */
final class ModalityGroups {
  private record Row(String group, String noun, boolean projection) {}

  private static final Map<String, Row> ROWS = rows();

  private ModalityGroups() {}

  /** Whether images of two studies can be compared. */
  static boolean comparable(Set<String> some, Set<String> others) {
    return some.stream()
        .anyMatch(one -> others.stream().anyMatch(other -> group(one).equals(group(other))));
  }

  /** Whether images of the modality are projection radiographs. */
  static boolean isProjection(String modality) {
    Row row = ROWS.get(modality);
    return row != null && row.projection();
  }

  /** How a person calls an image of it. */
  static String noun(Set<String> modalities) {
    Set<String> nouns = new TreeSet<>();
    for (String modality : modalities) {
      Row row = ROWS.get(modality);
      nouns.add(row == null ? modality : row.noun());
    }
    return String.join(" and ", nouns);
  }

  private static String group(String modality) {
    Row row = ROWS.get(modality);
    return row == null ? modality : row.group();
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new HashMap<>();
    for (String[] row : Table.rows("modality-groups.tsv", 4)) {
      rows.put(row[0], new Row(row[1], row[2], row[3].equals("yes")));
    }
    return Map.copyOf(rows);
  }
}
