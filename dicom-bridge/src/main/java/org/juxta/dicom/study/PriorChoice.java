package org.juxta.dicom.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which study a study is compared with.
 *
 * @param prior null where there is none, which is a normal answer
 * @param reason one sentence for the person who reads the comparison
 * @param ranking every candidate, the chosen one first, then those that would have done, newest
 *     first, then those that were refused, newest first
 */
public record PriorChoice(
    @Nullable StudyDetails prior, String reason, List<RankedCandidate> ranking) {
  public PriorChoice {
    ranking = List.copyOf(ranking);
  }
}
