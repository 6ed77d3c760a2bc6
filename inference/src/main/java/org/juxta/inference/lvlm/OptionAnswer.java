package org.juxta.inference.lvlm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which option was the answer to a question with a closed set of answers.
 *
 * @param chosen index of the option
 * @param probabilities one for each option, in the options' order, adding up to 1; null when the
 *     model says what it chose and not how likely it was
 */
public record OptionAnswer(int chosen, @Nullable List<Double> probabilities) {
  public OptionAnswer {
    probabilities = probabilities == null ? null : List.copyOf(probabilities);
  }

  /** The likeliest option, the first of equals. */
  public static OptionAnswer likeliest(List<Double> probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.size(); i++) {
      if (probabilities.get(i) > probabilities.get(best)) {
        best = i;
      }
    }
    return new OptionAnswer(best, probabilities);
  }
}
