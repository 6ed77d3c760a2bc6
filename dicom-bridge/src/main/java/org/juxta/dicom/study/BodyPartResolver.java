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
 * The body part of an image: Body Part Examined (0018,0015) by PS3.16 annex L and the spellings of
 * body-parts.tsv, else the code of Anatomic Region Sequence (0008,2218), else the words of what
 * describes region, procedure, series and study, in that order.
 */
final class BodyPartResolver {
  private static final Map<String, Set<String>> TERMS = new TreeMap<>();
  private static final Map<String, Set<String>> CODES = new TreeMap<>();
  private static final Map<String, Set<String>> WORDS = rows("word");

  static {
    for (String[] row : Table.rows("anatomic-regions.tsv", 3)) {
      TERMS.put(row[0], regions(row[2]));
      CODES.put(row[1], regions(row[2]));
    }
    TERMS.putAll(rows("term"));
  }

  private BodyPartResolver() {}

  /** The body part with the attribute that states it, or without regions and with the reason. */
  static BodyPart of(Attributes header) {
    String examined = HeaderText.of(header, Tag.BodyPartExamined);
    String term = HeaderText.compact(examined);
    Set<String> regions = TERMS.getOrDefault(term, inWords(examined));
    if (!regions.isEmpty()) {
      String reason = "Body Part Examined (0018,0015) " + examined;
      // CHEST is what a scanner says of a scan of chest, abdomen and pelvis; the order says all.
      Set<String> ordered = inWords(HeaderText.of(header, Tag.StudyDescription));
      return ordered.size() > regions.size() && ordered.containsAll(regions)
          ? new BodyPart(
              String.join("+", ordered),
              ordered,
              reason
                  + " and Study Description (0008,1030) "
                  + HeaderText.of(header, Tag.StudyDescription))
          : new BodyPart(term, regions, reason);
    }
    CodedConcept code = HeaderText.code(header, Tag.AnatomicRegionSequence);
    if (code != null && code.scheme().equals("SCT") && CODES.containsKey(code.value())) {
      Set<String> coded = CODES.get(code.value());
      return new BodyPart(
          String.join("+", new TreeSet<>(coded)),
          coded,
          "Anatomic Region Sequence (0008,2218) %s, %s".formatted(code.value(), code.meaning()));
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
    List<String> words = HeaderText.words(text);
    for (int i = 0; i < words.size(); i++) {
      Set<String> both = i + 1 < words.size() ? WORDS.get(words.get(i) + words.get(i + 1)) : null;
      if (both == null) {
        regions.addAll(ofWord(words.get(i)));
      } else {
        // L-spine is not a spine of any kind.
        regions.addAll(both);
        i++;
      }
    }
    return regions;
  }

  private static Set<String> ofWord(String word) {
    Set<String> regions = new TreeSet<>();
    WORDS.forEach(
        (pattern, of) -> {
          if (matches(word, pattern)) {
            regions.addAll(of);
          }
        });
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
        .forEach(row -> rows.put(row[1], regions(row[2])));
    return rows;
  }

  private static Set<String> regions(String column) {
    return new TreeSet<>(Arrays.asList(column.split(" ")));
  }
}
