package org.juxta.inference.lvlm.torch;

import java.util.Arrays;
import java.util.List;
import org.juxta.inference.lvlm.family.LlavaPrompts;

/** Questions with their answers as rows of token ids and labels, padded to the longest. */
record Rows(long[][] ids, long[][] labels) {

  /**
   * @param pairs question, answer
   */
  static Rows of(LlavaPrompts prompts, List<String[]> pairs) {
    long[][] ids = new long[pairs.size()][];
    long[][] labels = new long[pairs.size()][];
    int longest = 0;
    for (int k = 0; k < ids.length; k++) {
      long[] question = prompts.question(pairs.get(k)[0]);
      long[] answer = prompts.answer(pairs.get(k)[1]);
      int length = question.length + answer.length - 1;
      ids[k] = Arrays.copyOf(question, length);
      System.arraycopy(answer, 0, ids[k], question.length, answer.length - 1);
      labels[k] = new long[length];
      Arrays.fill(labels[k], -1);
      System.arraycopy(answer, 0, labels[k], question.length - 1, answer.length);
      longest = Math.max(longest, length);
    }
    for (int k = 0; k < ids.length; k++) {
      int length = ids[k].length;
      ids[k] = Arrays.copyOf(ids[k], longest);
      labels[k] = Arrays.copyOf(labels[k], longest);
      Arrays.fill(labels[k], length, longest, -1);
    }
    return new Rows(ids, labels);
  }
}
