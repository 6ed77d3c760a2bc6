package org.juxta.inference.reading;

import java.time.Duration;
import java.util.List;
import org.juxta.inference.lvlm.ModelIdentity;

/**
 * All answers on one pair of images, or on a current image alone.
 *
 * @param findings one for each finding that was asked for, in the protocol's order, absent ones
 *     included
 * @param compared whether a prior image was shown
 * @param model who answered
 * @param took wall-clock time of the model
 */
public record Reading(
    List<Finding> findings, boolean compared, ModelIdentity model, Duration took) {
  public Reading {
    findings = List.copyOf(findings);
  }
}
