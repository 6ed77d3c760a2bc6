package org.juxta.inference.phantom;

import org.juxta.inference.reading.FindingType;

/**
 * A solid filled with one material, one of a {@link RegionStack}.
 *
 * @param solid its shape
 * @param mu linear attenuation in 1/mm
 * @param channel what its projection is counted for: a finding's ordinal, {@link #AERATED} or
 *     {@link #UNCOUNTED}
 * @param within bits of the regions of which one must hold the point as well; 0 for none
 * @param outside bits of the regions none of which may hold the point
 */
record Region(Solid solid, double mu, int channel, long within, long outside) {
  static final int UNCOUNTED = -1;

  /** Channel of lung that holds air. */
  static final int AERATED = FindingType.values().length;

  static final int CHANNELS = AERATED + 1;

  static Region plain(Solid solid, double mu) {
    return new Region(solid, mu, UNCOUNTED, 0, 0);
  }

  static Region lung(Solid solid, long within) {
    return new Region(solid, Material.LUNG.mu(), AERATED, within, 0);
  }
}
