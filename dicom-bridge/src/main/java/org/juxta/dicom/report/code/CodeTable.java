package org.juxta.dicom.report.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The coded triplets of our reports ({@code codes.psv}), each typed once, with where it is from.
 */
public final class CodeTable {
  private static final CodeTable STANDARD = load();

  private final Map<String, Entry> entries;

  private CodeTable(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * One row.
   *
   * @param code the triplet
   * @param usedFor where in a report it stands
   * @param edition the edition it was taken from
   * @param origin context group, template or annex that defines it
   */
  public record Entry(Code code, String usedFor, String edition, String origin) {}

  /** The table that ships with Juxta. */
  public static CodeTable standard() {
    return STANDARD;
  }

  /**
   * The row with this key.
   *
   * @throws IllegalArgumentException naming the key when there is none
   */
  public Entry entry(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("no code has the key '" + key + "'");
    }
    return entry;
  }

  /** All keys in the table's order. */
  public Set<String> keys() {
    return entries.keySet();
  }

  private static CodeTable load() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (List<String> row : PipeSeparated.rows("codes.psv", 7)) {
      Code code = new Code(row.get(1), row.get(2), row.get(3));
      Entry entry = new Entry(code, row.get(4), row.get(5), row.get(6));
      if (entries.putIfAbsent(row.get(0), entry) != null) {
        throw new IllegalStateException("codes.psv has two rows with the key " + row.get(0));
      }
    }
    return new CodeTable(entries);
  }
}
