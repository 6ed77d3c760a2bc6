package org.juxta.dicom.study;

/**
 * What became of a candidate for the prior.
 *
 * @param study the candidate
 * @param eligible whether it can be compared at all
 * @param reason why it was refused, or where it stands
 */
public record RankedCandidate(PriorCandidate study, boolean eligible, String reason) {}
