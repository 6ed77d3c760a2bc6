package org.juxta.inference.reading;

import java.util.ArrayList;
import java.util.List;
import org.juxta.inference.lvlm.OptionQuestion;

/** Which questions a reading asks, in which words. */
public final class ReadingProtocol {
  public static final String YES = "yes";
  public static final String NO = "no";

  /** The change answer for a finding that is on neither image. */
  public static final String ABSENT = "absent";

  private ReadingProtocol() {}

  /** Whether a finding is on the current image; options {@link #YES}, {@link #NO}. */
  public static OptionQuestion presence(FindingType type) {
    return new OptionQuestion(
        "Is there " + type.displayName() + " in the current image?", List.of(YES, NO));
  }

  /**
   * How a finding changed; options {@link #ABSENT}, then the words of {@link Change} in its order.
   */
  public static OptionQuestion change(FindingType type) {
    List<String> options = new ArrayList<>(List.of(ABSENT));
    for (Change change : Change.values()) {
      options.add(change.word());
    }
    return new OptionQuestion("How has " + type.displayName() + " changed?", options);
  }

  /** What to locate, in words. */
  public static String phrase(FindingType type) {
    return type.displayName();
  }
}
