package org.juxta.dicom.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The view of an image, by views.tsv: View Position (0018,5101), else View Code Sequence
 * (0054,0220), else Patient Orientation (0020,0020), which tells frontal from lateral but not the
 * direction of the beam, so that a description may still name it, else the words of descriptions. A
 * text that names several views, such as "Chest PA and lateral", says nothing about one image.
 */
final class ViewResolver {
  private static final Map<String, String> POSITIONS = rows("position");
  private static final Map<String, String> SNOMED_CT = rows("SCT");
  private static final Map<String, String> SNOMED_RT = rows("SRT");
  private static final Map<String, String> WORDS = rows("word");
  private static final Set<String> SNOMED_RT_SCHEMES = Set.of("SRT", "SNM3", "99SDM");

  private ViewResolver() {}

  /**
   * @param view "" where nothing states it
   * @param reason which attribute states it, or what is missing
   */
  record View(String view, String reason) {}

  static View of(Attributes header) {
    View stated = byPosition(header);
    if (stated == null) {
      stated = byCode(header);
    }
    View plane = byOrientation(header);
    if (stated != null) {
      return plane == null || agree(stated, plane) || ViewPlane.of(stated.view()) == ViewPlane.OTHER
          ? stated
          : new View(stated.view(), stated.reason() + ", though " + plane.reason());
    }
    View described = byWords(header);
    if (plane == null) {
      return described;
    }
    return !described.view().isEmpty() && agree(described, plane) ? described : plane;
  }

  private static @Nullable View byPosition(Attributes header) {
    String position = HeaderText.of(header, Tag.ViewPosition);
    if (position.isEmpty()) {
      return null;
    }
    String view = POSITIONS.get(HeaderText.compact(position));
    return new View(view == null ? position : view, "View Position (0018,5101) " + position);
  }

  private static @Nullable View byCode(Attributes header) {
    CodedConcept code = HeaderText.code(header, Tag.ViewCodeSequence);
    if (code == null) {
      return null;
    }
    Map<String, String> codes = SNOMED_RT_SCHEMES.contains(code.scheme()) ? SNOMED_RT : SNOMED_CT;
    String view = codes.get(code.value());
    return view == null
        ? null
        : new View(
            view, "View Code Sequence (0054,0220) %s, %s".formatted(code.value(), code.meaning()));
  }

  /** Only directions along one axis of the body; anything between is oblique. */
  private static @Nullable View byOrientation(Attributes header) {
    List<String> orientation = HeaderText.all(header, Tag.PatientOrientation);
    if (orientation.size() != 2 || !orientation.get(1).matches("[FH]")) {
      return null;
    }
    String reason =
        "Patient Orientation (0020,0020) %s\\%s".formatted(orientation.get(0), orientation.get(1));
    return switch (orientation.get(0)) {
      case "L", "R" -> new View("FRONTAL", reason + ", frontal");
      case "A", "P" -> new View("LATERAL", reason + ", lateral");
      default -> null;
    };
  }

  private static View byWords(Attributes header) {
    String several = "";
    for (DescribingText text : DescribingText.ofView(header)) {
      Set<String> views = inWords(text.text());
      if (views.size() == 1) {
        return new View(views.iterator().next(), text.attribute() + " " + text.text());
      }
      if (views.size() > 1) {
        several = "; " + text.attribute() + " names several views";
      }
    }
    return new View("", "no attribute states the view" + several);
  }

  private static Set<String> inWords(String text) {
    Set<String> views = new TreeSet<>();
    String side = "";
    for (String word : HeaderText.words(text)) {
      String view = WORDS.get(word);
      if (view != null) {
        views.add(view.equals("LATERAL") && !side.isEmpty() ? side : view);
      }
      side = word.equals("LEFT") ? "LL" : word.equals("RIGHT") ? "RL" : "";
    }
    return views;
  }

  private static boolean agree(View one, View other) {
    return ViewPlane.of(one.view()) == ViewPlane.of(other.view());
  }

  private static Map<String, String> rows(String kind) {
    Map<String, String> rows = new HashMap<>();
    Table.rows("views.tsv", 3).stream()
        .filter(row -> row[0].equals(kind))
        .forEach(row -> rows.put(row[1], row[2]));
    return Map.copyOf(rows);
  }
}
