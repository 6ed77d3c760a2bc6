package org.juxta.inference.lvlm.family;

import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.text.Tokenizer;

/** Holds a tokenizer against the configuration of the network that it speaks to. */
final class SpecialTokens {
  private final Tokenizer tokenizer;

  /**
   * @throws InferenceException when the tokenizer has ids that the network has not
   */
  SpecialTokens(Tokenizer tokenizer, int vocabulary) {
    this.tokenizer = tokenizer;
    if (tokenizer.largestId() >= vocabulary) {
      throw new InferenceException(
          "the tokenizer has the id "
              + tokenizer.largestId()
              + ", config.json gives vocab_size "
              + vocabulary);
    }
  }

  /**
   * @throws InferenceException when a token is missing or has another id
   */
  void require(String key, String token, long id) {
    long found = tokenizer.idOf(token);
    if (found != id) {
      throw new InferenceException(
          "config.json gives "
              + token
              + " the id "
              + id
              + " ("
              + key
              + "), the tokenizer "
              + found);
    }
  }
}
