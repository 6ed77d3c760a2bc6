package org.juxta.inference.dataset;

import org.juxta.inference.lvlm.Box;

/**
 * A question about images with its answer.
 *
 * @param question in the words the model is asked with
 * @param answer what is true
 */
public record Example(String question, Answer answer) {

  /** What is true: words, a place, or that there is no place to point at. */
  public sealed interface Answer {}

  public record Words(String text) implements Answer {}

  /**
   * @param box in pixels of the square that the model sees
   */
  public record Place(Box box) implements Answer {}

  public record NoPlace() implements Answer {}

  static Example words(String question, String answer) {
    return new Example(question, new Words(answer));
  }
}
