package org.juxta.inference.phantom;

/**
 * What the phantom is made of, with linear attenuation coefficients at 60 keV, about the mean
 * energy of a filtered 120 kV chest beam.
 *
 * <p>Mass attenuation coefficients are those of Hubbell and Seltzer (NIST XCOM tables, NISTIR 5632,
 * table 4, row 6.00E-02 MeV) in cm2/g, densities those of ICRU Report 44 in g/cm3: soft tissue
 * 0.2048 x 1.06, adipose 0.1974 x 0.95, blood 0.2057 x 1.06, cortical bone 0.3148 x 1.92. Inflated
 * lung is 0.2053 x 0.26. Trabecular bone with marrow is taken at 0.25 x 1.15.
 */
enum Material {
  AIR(0.0000225),
  LUNG(0.00534),
  ADIPOSE(0.01875),
  SOFT_TISSUE(0.02171),
  BLOOD(0.02180),
  /** Transudate: water with little protein, 0.2059 x 1.01. */
  PLEURAL_FLUID(0.02080),
  TRABECULAR_BONE(0.02875),
  CORTICAL_BONE(0.06044);

  private final double mu;

  Material(double mu) {
    this.mu = mu;
  }

  /** Linear attenuation coefficient in 1/mm. */
  double mu() {
    return mu;
  }

  /**
   * Attenuation in 1/mm of a mixture with the volume fraction {@code f} of this in {@code other}.
   */
  double in(Material other, double f) {
    return f * mu + (1 - f) * other.mu;
  }
}
