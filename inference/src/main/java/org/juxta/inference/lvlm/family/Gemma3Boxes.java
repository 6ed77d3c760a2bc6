package org.juxta.inference.lvlm.family;

import java.util.List;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.decode.NumberGrammar;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * How Gemma 3 says a box: a list in JSON of objects with {@code box_2d}, four whole numbers of 0 to
 * 1000 in the order top, left, bottom, right, in thousandths of the square that it sees.
 */
final class Gemma3Boxes {
  private static final int SCALE = 1000;
  private static final int BOTTOM = 2;

  private final Tokenizer tokenizer;
  private final int size;
  private final NumberGrammar.Spelling spelling;

  /**
   * @param size edge of the model's square in pixels
   */
  Gemma3Boxes(Tokenizer tokenizer, int size) {
    this.tokenizer = tokenizer;
    this.size = size;
    long[] digits = new long[10];
    for (int d = 0; d < digits.length; d++) {
      digits[d] = tokenizer.idOf(Integer.toString(d));
    }
    this.spelling = new NumberGrammar.Spelling(digits, tokenizer.encode(", "));
  }

  NumberGrammar.Spelling spelling() {
    return spelling;
  }

  /** The question for the place of something. */
  String question(String phrase, String image) {
    return "Where is "
        + phrase
        + " in the "
        + image
        + "? Answer with a JSON list of objects with \"box_2d\", which is [y0, x0, y1, x1] with"
        + " whole numbers from 0 to 1000, and \"label\"; an empty list if it is not there."
        + " Left is the patient's left.";
  }

  /** The beginning of an answer that points somewhere. */
  long[] beginning() {
    return tokenizer.encode("```json\n[{\"box_2d\": [");
  }

  /** The beginnings of an answer that points nowhere, and of one that points somewhere. */
  List<long[]> nothingOrSomething() {
    return List.of(tokenizer.encode("```json\n[]"), beginning());
  }

  /** What the four numbers of one answer may be. */
  NumberGrammar grammar() {
    return new NumberGrammar(
        spelling,
        4,
        said ->
            said.size() < BOTTOM
                ? new NumberGrammar.Range(0, SCALE - 1)
                : new NumberGrammar.Range(said.get(said.size() - BOTTOM) + 1, SCALE));
  }

  /** The box that four numbers stand for, in pixels of the model's square. */
  Box box(List<Integer> numbers) {
    double pixel = (double) size / SCALE;
    return new Box(
        numbers.get(1) * pixel,
        numbers.get(0) * pixel,
        numbers.get(3) * pixel,
        numbers.get(2) * pixel);
  }
}
