package org.juxta.inference.lvlm.decode;

import java.util.List;
import java.util.function.Function;

/**
 * The text of a growing answer. Gives out each character once, never half of one, and never one
 * that may turn out to be the beginning of a text to stop at.
 */
public final class StreamedText {
  private static final char BROKEN = '\uFFFD';

  private final Function<long[], String> words;
  private final List<String> stops;
  private String text = "";
  private int given;
  private boolean stopped;

  /**
   * @param words the text of token ids
   * @param stops texts at which the answer ends, themselves left out
   */
  public StreamedText(Function<long[], String> words, List<String> stops) {
    this.words = words;
    this.stops = stops;
  }

  /**
   * Takes the answer's token ids so far.
   *
   * @return what can be shown now and was not before; may be empty
   */
  public String grow(long[] ids) {
    text = words.apply(ids);
    for (String stop : stops) {
      int at = text.indexOf(stop);
      if (at >= 0) {
        text = text.substring(0, at);
        stopped = true;
      }
    }
    return upTo(stopped ? text.length() : certain());
  }

  /** What was held back and can be shown, now that the answer is at its end. */
  public String finish() {
    return upTo(text.length());
  }

  private String upTo(int end) {
    String piece = end > given ? text.substring(given, end) : "";
    given = Math.max(given, end);
    return piece;
  }

  private int certain() {
    int end = text.length();
    // A character of several tokens decodes to a mark until its last token is there.
    while (end > 0 && text.charAt(end - 1) == BROKEN) {
      end--;
    }
    int safe = end;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, end); length > 0; length--) {
        if (text.substring(0, end).endsWith(stop.substring(0, length))) {
          safe = Math.min(safe, end - length);
          break;
        }
      }
    }
    return safe;
  }

  /** Whether a text to stop at has come up. */
  public boolean stopped() {
    return stopped;
  }

  /** The whole answer so far. */
  public String text() {
    return text;
  }
}
