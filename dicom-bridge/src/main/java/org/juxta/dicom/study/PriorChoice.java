package org.juxta.dicom.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which studies a study is to be compared with.
 *
 * @param priors the best first, at most as many as were asked for; none is a normal answer
 * @param reason one sentence for the person who reads the comparison
 * @param ranking every candidate: those that are eligible, the best first, then those that were
 *     refused, newest first
 */
public record PriorChoice(
    List<PriorCandidate> priors, String reason, List<RankedCandidate> ranking) {
  public PriorChoice {
    priors = List.copyOf(priors);
    ranking = List.copyOf(ranking);
  }

  /** The best one, null if there is none. */
  public @Nullable PriorCandidate prior() {
    return priors.isEmpty() ? null : priors.get(0);
  }
}
