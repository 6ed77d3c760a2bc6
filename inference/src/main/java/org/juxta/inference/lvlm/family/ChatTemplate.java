package org.juxta.inference.lvlm.family;

import java.util.List;

/**
 * How an architecture was taught to be spoken to: one turn of a user with images and a question,
 * then the model's. The turn is cut behind its last image, so that many questions can follow; the
 * cut lies at a special token, where no tokenizer joins what is left and right of it.
 */
interface ChatTemplate {

  /**
   * Token ids up to and with the last image, the image token once for each token of an image.
   *
   * @param captions a text of ours before each image; as many as there are images, none allowed
   */
  long[] opening(List<String> captions);

  /**
   * Token ids from there to where the answer begins.
   *
   * @param images how many the opening has
   * @throws org.juxta.inference.lvlm.InferenceException when the text holds a special token
   */
  long[] question(int images, String text);

  /**
   * Token ids of an answer, with the token that ends it.
   *
   * @throws org.juxta.inference.lvlm.InferenceException when the text holds a special token
   */
  long[] answer(String text);

  /** Tokens that end an answer. */
  List<Long> ends();

  /** The text of an answer's token ids, special tokens left out. */
  String words(long[] ids);
}
