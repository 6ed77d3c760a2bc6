package org.juxta.inference.dataset.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A closed question: after its text each line is a letter, a colon and a possible answer; the
 * answer to it is such a line again. Published files leave letters out here and there.
 *
 * @param text what is asked
 * @param options possible answers in the order of their letters
 */
public record LetteredQuestion(String text, List<Option> options) {
  private static final Pattern LINE = Pattern.compile("([A-Z]): ?(.*)");

  /**
   * A possible answer.
   *
   * @param letter A to Z
   * @param text what it says
   */
  public record Option(char letter, String text) {
    /** As it stands in the question, and as the answer that chooses it. */
    public String line() {
      return letter + ": " + text;
    }
  }

  public LetteredQuestion {
    options = List.copyOf(options);
  }

  /** Empty where the question has no lettered options: it is open. */
  public static Optional<LetteredQuestion> parse(String question) {
    List<Option> options = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : question.strip().split("\\R")) {
      Matcher option = LINE.matcher(line);
      if (option.matches() && follows(option.group(1).charAt(0), options)) {
        options.add(new Option(option.group(1).charAt(0), option.group(2).strip()));
      } else if (options.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      } else {
        // An option that goes on in the next line.
        Option last = options.remove(options.size() - 1);
        options.add(new Option(last.letter(), (last.text() + "\n" + line).strip()));
      }
    }
    return options.size() < 2
        ? Optional.empty()
        : Optional.of(new LetteredQuestion(text.toString(), options));
  }

  private static boolean follows(char letter, List<Option> options) {
    return options.isEmpty() ? letter == 'A' : letter > options.get(options.size() - 1).letter();
  }

  /** The question as {@link #parse} reads it. */
  public String format() {
    StringBuilder formatted = new StringBuilder(text);
    options.forEach(option -> formatted.append('\n').append(option.line()));
    return formatted.append('\n').toString();
  }

  /**
   * The option that an answer chooses; empty when letter and text are not those of one option, as
   * in two records of the published files.
   */
  public Optional<Option> chosen(String answer) {
    return options.stream().filter(option -> option.line().equals(answer.strip())).findFirst();
  }
}
