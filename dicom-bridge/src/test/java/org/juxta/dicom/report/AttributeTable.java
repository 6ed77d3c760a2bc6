package org.juxta.dicom.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** What attributes documents have, in the words of PS3.2: over many documents, none left out. */
final class AttributeTable {
  private final Map<Integer, List<String>> values = new TreeMap<>(Integer::compareUnsigned);
  private final Map<Integer, VR> types = new TreeMap<>();
  private int documents;

  void add(Attributes document) {
    documents++;
    for (int tag : document.tags()) {
      types.put(tag, document.getVR(tag));
      String[] texts = document.getVR(tag) == VR.SQ ? null : document.getStrings(tag);
      boolean empty = !document.containsValue(tag);
      values
          .computeIfAbsent(tag, any -> new ArrayList<>())
          .add(empty ? "" : texts == null ? "items" : String.join("\\", texts));
    }
  }

  /** VNAP: always there, the value not always; ANAP: there when there is a value. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("| attribute | tag | VR | presence | value |\n|---|---|---|---|---|\n");
    values.forEach(
        (tag, seen) -> {
          boolean always = seen.size() == documents;
          long empty = seen.stream().filter(String::isEmpty).count();
          String presence =
              empty == seen.size() ? "EMPTY" : !always ? "ANAP" : empty > 0 ? "VNAP" : "ALWAYS";
          text.append(
              "| %s | %s | %s | %s | %s |\n"
                  .formatted(
                      ElementDictionary.keywordOf(tag, null),
                      "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF),
                      types.get(tag),
                      presence,
                      fixed(tag, seen)));
        });
    return text.toString();
  }

  /** Coded strings and SOP Class UIDs that are the same in every document. */
  private String fixed(int tag, List<String> seen) {
    boolean code = types.get(tag) == VR.CS || tag == Tag.SOPClassUID;
    long different = seen.stream().distinct().count();
    if (!code || different > 4 || seen.contains("items")) {
      return "";
    }
    String[] choices =
        seen.stream().distinct().filter(one -> !one.isEmpty()).sorted().toArray(String[]::new);
    return String.join(" or ", Arrays.asList(choices));
  }
}
