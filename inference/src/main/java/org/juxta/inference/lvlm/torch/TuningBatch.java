package org.juxta.inference.lvlm.torch;

import java.util.List;

/**
 * What one tuning step learns from: a prompt prefix that all sequences share, images of their own,
 * and questions packed behind them that do not see each other.
 *
 * @param sequences B
 * @param images n images a sequence
 * @param imageSize S: images are S by S
 * @param pixels (B * n, 1, S, S), the images of a sequence one after the other
 * @param prefixIds (P) token ids; the image token repeated once for each patch
 * @param ids (B, T) token ids of the questions and answers
 * @param segments (B, T) which question a token belongs to, 0 or more
 * @param offsets (B, T) a token's place in its question, from 0
 * @param labels (B, T) the token that should follow; negative where nothing is learned
 * @param covered (B * n, patches, F) share of each patch that the box of each finding covers, 0 to
 *     1
 */
public record TuningBatch(
    int sequences,
    int images,
    int imageSize,
    float[] pixels,
    long[] prefixIds,
    long[] ids,
    long[] segments,
    long[] offsets,
    long[] labels,
    float[] covered) {

  /**
   * @throws IllegalArgumentException when the arrays are not as long as B, n and S say
   */
  public TuningBatch {
    if (sequences < 1
        || images < 1
        || pixels.length != (long) sequences * images * imageSize * imageSize) {
      throw new IllegalArgumentException(
          pixels.length + " pixels for " + sequences + " sequences of " + images + " images");
    }
    if (ids.length == 0
        || ids.length % sequences != 0
        || segments.length != ids.length
        || offsets.length != ids.length
        || labels.length != ids.length) {
      throw new IllegalArgumentException(
          "ids, segments, offsets and labels of "
              + List.of(ids.length, segments.length, offsets.length, labels.length)
              + " for "
              + sequences
              + " sequences");
    }
    if (covered.length == 0 || covered.length % (sequences * images) != 0) {
      throw new IllegalArgumentException(
          covered.length + " shares of patches for " + sequences * images + " images");
    }
  }
}
