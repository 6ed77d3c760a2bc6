package org.juxta.inference.phantom;

/** Which of the two studies of a simulated patient. */
public enum TimePoint {
  PRIOR,
  CURRENT
}
