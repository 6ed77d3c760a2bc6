package org.juxta.inference.lvlm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Images that a model has already looked at, to be asked about many times. Every question starts
 * from the images alone: questions do not see each other.
 */
public interface ImageContext extends AutoCloseable {

  /**
   * Answers in words, greedily.
   *
   * @param question free text
   * @param maxTokens bound on the answer's length in tokens
   */
  default String answer(String question, int maxTokens) {
    return answer(question, AnswerOptions.greedy(maxTokens), piece -> true).text();
  }

  /**
   * Answers in words, piece by piece.
   *
   * @param question free text
   * @param pieces takes each piece of the answer as soon as it is there; false ends the answer
   */
  Answer answer(String question, AnswerOptions options, Predicate<String> pieces);

  /**
   * How likely each option is as the answer.
   *
   * @return for each question one probability an option, in the options' order, adding up to 1
   */
  List<double[]> score(List<OptionQuestion> questions);

  /**
   * Which option is the answer, with its likelihood where the model tells likelihoods.
   *
   * @return for each question its answer
   */
  default List<OptionAnswer> choose(List<OptionQuestion> questions) {
    return score(questions).stream()
        .map(p -> OptionAnswer.likeliest(Arrays.stream(p).boxed().toList()))
        .toList();
  }

  /**
   * Where things are, by constrained decoding: the result is always a valid box or none.
   *
   * @param phrases what to locate, one box at most for each
   * @param image index of the image that the boxes are wanted on, and whose pixels they come in
   */
  List<Optional<Box>> locate(List<String> phrases, int image);

  @Override
  void close();
}
