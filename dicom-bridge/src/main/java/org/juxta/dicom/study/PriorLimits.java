package org.juxta.dicom.study;

import java.time.Duration;

/**
 * How far the choice of a prior goes.
 *
 * @param most how many priors are chosen, at least 1. A limit by number finds the prior that a
 *     radiologist wants with a third of the studies that a limit by time needs (Siegel and Reiner
 *     1998)
 * @param lookBack no study older than this before the current one
 */
public record PriorLimits(int most, Duration lookBack) {
  public PriorLimits {
    if (most < 1 || lookBack.isNegative() || lookBack.isZero()) {
      throw new IllegalArgumentException("at least one prior, of some time before");
    }
  }
}
