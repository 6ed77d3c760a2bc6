package org.juxta.inference.lvlm;

/**
 * An answer in words.
 *
 * @param text the whole answer
 * @param ending why it ends where it ends
 */
public record Answer(String text, Ending ending) {

  /** Why an answer ends. */
  public enum Ending {
    /** The model said that it is at its end, or said a text to stop at. */
    COMPLETE,
    /** It reached its bound of tokens. */
    LENGTH,
    /** Its time was over. */
    DEADLINE,
    /** The caller wanted no more. */
    CANCELLED
  }
}
