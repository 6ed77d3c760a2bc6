package org.juxta.inference.reading;

import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;

/**
 * One answer of a reading: whether a finding is present on the current image, where, and how it
 * changed.
 *
 * @param type what was asked for
 * @param present whether the model holds it present on the current image: its probability, where
 *     there is one, is 0.5 or more
 * @param probability the model's probability, 0 to 1, that it is present on the current image; null
 *     when the model does not tell how likely its answers are
 * @param box where, in pixels of the current image as given to the reader; null when absent, or
 *     when the model would point nowhere
 * @param change change against the prior, one that agrees with {@code present}; null when there is
 *     no prior, or absent on both
 * @param changeProbability probability of {@code change} among all change answers; null when there
 *     was no prior, or when the model does not tell
 */
public record Finding(
    FindingType type,
    boolean present,
    @Nullable Double probability,
    @Nullable Box box,
    @Nullable Change change,
    @Nullable Double changeProbability) {

  /** This finding at a place. */
  public Finding withBox(@Nullable Box where) {
    return new Finding(type, present, probability, where, change, changeProbability);
  }
}
