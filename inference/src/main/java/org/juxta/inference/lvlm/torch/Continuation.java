package org.juxta.inference.lvlm.torch;

import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import org.juxta.inference.lvlm.InferenceException;

/**
 * Rows that continue one prefix, each with its own copy of its cache. One thread at a time.
 *
 * <p>Questions are of different length: behind a short one lie slots that hold nothing, and its
 * answer follows at the position where its question ends.
 */
public final class Continuation implements AutoCloseable {
  private final Decoder decoder;
  private final IValue kv;
  private final long[][] held;
  private final long[] next;
  private int used;
  private float[] logits;

  Continuation(Decoder decoder, IValue kv, int prefix, int slots, List<long[]> questions) {
    this.decoder = decoder;
    this.kv = kv;
    int rows = questions.size();
    int longest = questions.stream().mapToInt(q -> q.length).max().orElseThrow();
    held = new long[rows][slots];
    next = new long[rows];
    long[][] ids = new long[rows][longest];
    long[][] positions = new long[rows][longest];
    long[] last = new long[rows];
    for (int r = 0; r < rows; r++) {
      int length = questions.get(r).length;
      System.arraycopy(questions.get(r), 0, ids[r], 0, length);
      Arrays.setAll(positions[r], t -> prefix + t);
      Arrays.fill(held[r], -1);
      for (int slot = 0; slot < prefix + length; slot++) {
        held[r][slot] = slot;
      }
      last[r] = length - 1;
      next[r] = prefix + (long) length;
    }
    used = prefix + longest;
    try {
      logits = decoder.advance(kv, prefix, ids, positions, held(), last);
    } catch (RuntimeException e) {
      decoder.close(kv);
      throw e;
    }
  }

  private long[][] held() {
    return Arrays.stream(held).map(row -> Arrays.copyOf(row, used)).toArray(long[][]::new);
  }

  /**
   * The logits of what follows in a row, one for each token of the vocabulary.
   *
   * @throws InferenceException when the model answers no number
   */
  public float[] logits(int row) {
    int vocabulary = logits.length / next.length;
    float[] of = Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary);
    for (float value : of) {
      if (!Float.isFinite(value)) {
        throw new InferenceException("the model answers " + value + " where a number should be");
      }
    }
    return of;
  }

  /**
   * Appends one token to each row.
   *
   * @throws IllegalStateException when there is no room for it any more
   */
  public void accept(long[] tokens) {
    if (used == held[0].length) {
      throw new IllegalStateException("an answer longer than it was to become");
    }
    long[][] ids = new long[next.length][1];
    long[][] positions = new long[next.length][1];
    for (int r = 0; r < next.length; r++) {
      ids[r][0] = tokens[r];
      positions[r][0] = next[r];
      held[r][used] = next[r];
      next[r]++;
    }
    used++;
    logits = decoder.advance(kv, used - 1, ids, positions, held(), new long[next.length]);
  }

  @Override
  public void close() {
    decoder.close(kv);
  }
}
