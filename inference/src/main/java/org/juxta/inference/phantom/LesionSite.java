package org.juxta.inference.phantom;

/**
 * Where a finding sits, the same at both time points.
 *
 * @param side of the body; the heart counts as left
 * @param region words a person would use: {@code right upper zone}
 * @param u place in the lung in units of the lung's semi-axes, -1 to 1, along x; 0 for findings
 *     that are not at a point
 * @param v along y
 * @param w along z
 * @param shapeSeed what the irregular shape follows from
 */
public record LesionSite(Side side, String region, double u, double v, double w, long shapeSeed) {}
