package org.juxta.inference.lvlm;

import java.util.List;

/**
 * A question with a closed set of answers.
 *
 * @param question what is asked
 * @param options the answers to choose from, two or more
 */
public record OptionQuestion(String question, List<String> options) {
  public OptionQuestion {
    options = List.copyOf(options);
    if (options.size() < 2) {
      throw new IllegalArgumentException("a choice of " + options.size() + " for: " + question);
    }
  }
}
