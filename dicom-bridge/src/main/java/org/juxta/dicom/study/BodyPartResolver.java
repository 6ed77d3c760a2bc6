package org.juxta.dicom.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * The body part of an image: Body Part Examined (0018,0015) by body-parts.tsv, else the words of
 * what describes region, procedure, series and study, in that order.
 */
final class BodyPartResolver {
  private static final Map<String, Set<String>> TERMS = rows("term");
  private static final Map<String, Set<String>> WORDS = rows("word");

  private BodyPartResolver() {}

  /** The body part with the attribute that states it, or without regions and with the reason. */
  static BodyPart of(Attributes header) {
    String examined = HeaderText.of(header, Tag.BodyPartExamined);
    String term = HeaderText.compact(examined);
    Set<String> regions = TERMS.get(term);
    if (regions != null) {
      return new BodyPart(term, regions, "Body Part Examined (0018,0015) " + examined);
    }
    for (DescribingText text : DescribingText.ofBodyPart(header)) {
      Set<String> found = inWords(text.text());
      if (!found.isEmpty()) {
        return new BodyPart(String.join("+", found), found, text.attribute() + " " + text.text());
      }
    }
    if (!term.isEmpty()) {
      return new BodyPart(
          term,
          Set.of(term),
          "Body Part Examined (0018,0015) " + examined + ", which is in no table");
    }
    return new BodyPart("", Set.of(), "no attribute states the body part");
  }

  private static Set<String> inWords(String text) {
    Set<String> regions = new TreeSet<>();
    for (String word : HeaderText.words(text)) {
      WORDS.forEach(
          (pattern, of) -> {
            if (matches(word, pattern)) {
              regions.addAll(of);
            }
          });
    }
    return regions;
  }

  private static boolean matches(String word, String pattern) {
    return pattern.endsWith("*")
        ? word.startsWith(pattern.substring(0, pattern.length() - 1))
        : word.equals(pattern);
  }

  private static Map<String, Set<String>> rows(String kind) {
    List<String[]> table = Table.rows("body-parts.tsv", 3);
    Map<String, Set<String>> rows = new TreeMap<>();
    table.stream()
        .filter(row -> row[0].equals(kind))
        .forEach(row -> rows.put(row[1], new TreeSet<>(Arrays.asList(row[2].split(" ")))));
    return rows;
  }
}
