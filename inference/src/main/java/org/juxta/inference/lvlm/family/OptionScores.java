package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.inference.lvlm.OptionQuestion;

/** From the likelihoods of options as answers to their probabilities among each other. */
final class OptionScores {
  private OptionScores() {}

  /** Log-likelihoods of rows: token ids, and what should follow each of them, negative for none. */
  interface Scorer {
    double[] score(long[][] ids, long[][] labels);
  }

  /**
   * @param asked token ids of the question, for each option of each question
   * @param answers token ids of each option, with the token that ends it
   * @param padding a token to make all rows equally long with
   * @return for each question one probability an option, adding up to 1
   */
  static List<double[]> of(
      List<OptionQuestion> questions,
      Scorer scorer,
      List<long[]> asked,
      List<long[]> answers,
      long padding) {
    int longest = 0;
    for (int k = 0; k < asked.size(); k++) {
      longest = Math.max(longest, asked.get(k).length + answers.get(k).length - 1);
    }
    long[][] ids = new long[asked.size()][longest];
    long[][] labels = new long[asked.size()][longest];
    for (int k = 0; k < ids.length; k++) {
      long[] question = asked.get(k);
      long[] answer = answers.get(k);
      Arrays.fill(ids[k], padding);
      Arrays.fill(labels[k], -1);
      System.arraycopy(question, 0, ids[k], 0, question.length);
      System.arraycopy(answer, 0, ids[k], question.length, answer.length - 1);
      System.arraycopy(answer, 0, labels[k], question.length - 1, answer.length);
    }
    double[] likelihoods = scorer.score(ids, labels);
    List<double[]> probabilities = new ArrayList<>();
    int at = 0;
    for (OptionQuestion question : questions) {
      int options = question.options().size();
      probabilities.add(normalised(Arrays.copyOfRange(likelihoods, at, at + options)));
      at += options;
    }
    return probabilities;
  }

  private static double[] normalised(double[] likelihoods) {
    double best = Arrays.stream(likelihoods).max().orElseThrow();
    double[] p = Arrays.stream(likelihoods).map(l -> Math.exp(l - best)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }
}
