package org.juxta.inference.lvlm.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.OptionQuestion;

/**
 * A choice put as letters, since a letter is one token everywhere: the likelihoods of the answer's
 * first token are then those of the options.
 */
final class OptionLetters {
  /** Options have to hold this much of the first token's probability for it to count as theirs. */
  private static final double MOST = 0.5;

  private final OptionQuestion question;

  OptionLetters(OptionQuestion question) {
    this.question = question;
    if (question.options().size() > 'Z' - 'A' + 1) {
      throw new InferenceException("more options than letters: " + question.question());
    }
  }

  private static String letter(int option) {
    return String.valueOf((char) ('A' + option));
  }

  /** The question with its options. */
  String prompt() {
    StringBuilder text = new StringBuilder(question.question()).append('\n');
    for (int i = 0; i < question.options().size(); i++) {
      text.append(letter(i)).append(". ").append(question.options().get(i)).append('\n');
    }
    return text.append("Answer with the letter of one option and nothing else.").toString();
  }

  /**
   * Probabilities of the options among each other. What is not among the tokens that a server tells
   * is less likely than the last of them, and counts as 0.
   *
   * @param first log-probabilities of the likeliest first tokens
   * @return empty when the first token is mostly none of the options
   */
  Optional<List<Double>> probabilities(Map<String, Double> first) {
    double[] sums = new double[question.options().size()];
    double all = 0;
    for (Map.Entry<String, Double> token : first.entrySet()) {
      OptionalInt option = option(token.getKey().strip());
      if (option.isPresent()) {
        double probability = Math.exp(token.getValue());
        sums[option.getAsInt()] += probability;
        all += probability;
      }
    }
    if (!(all >= MOST)) {
      return Optional.empty();
    }
    List<Double> probabilities = new ArrayList<>();
    for (double sum : sums) {
      probabilities.add(sum / all);
    }
    return Optional.of(probabilities);
  }

  /** The option that an answer in words is: its letter, its text, or both. */
  OptionalInt said(String answer) {
    String text = answer.strip();
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    return option(text);
  }

  private OptionalInt option(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < question.options().size(); i++) {
      String option = question.options().get(i).toLowerCase(Locale.ROOT);
      if (text.equals(letter(i))
          || lower.equals(option)
          || lower.equals(letter(i).toLowerCase(Locale.ROOT) + ". " + option)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
