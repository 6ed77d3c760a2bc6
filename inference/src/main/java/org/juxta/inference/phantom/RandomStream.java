package org.juxta.inference.phantom;

/**
 * Pseudo-random draws that depend on a seed and a purpose alone, the same on every machine and Java
 * version (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
 *
 * <p>Each purpose has its own stream, so that one more draw for the vessels does not change a
 * patient's history. Not safe for use by several threads.
 */
final class RandomStream {
  static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The stream of this seed for this purpose. */
  static RandomStream of(long seed, String purpose) {
    return new RandomStream(mix(mix(seed + GOLDEN_GAMMA) ^ mix(purpose.hashCode() * GOLDEN_GAMMA)));
  }

  /** Scrambles 64 bits so that neighbouring inputs give unrelated outputs. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Near enough normal, from a counter alone: four uniform numbers (Irwin-Hall), mean 0, variance
   * 1.
   */
  static double normal(long counter) {
    long bits = mix(counter * GOLDEN_GAMMA);
    long sum =
        (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
    return (sum - 2 * 65535.0) / 65536 * Math.sqrt(3);
  }

  long bits() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Uniform among 0 to n - 1. */
  int below(int n) {
    return (int) (unit() * n);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Normal, cut off at two standard deviations so that nobody gets an impossible body. */
  double normal(double mean, double sd) {
    while (true) {
      double g = Math.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * Math.PI * unit());
      if (Math.abs(g) <= 2) {
        return mean + sd * g;
      }
    }
  }

  /** Uniform on the unit sphere. */
  Vec3 direction() {
    while (true) {
      Vec3 v = new Vec3(between(-1, 1), between(-1, 1), between(-1, 1));
      double square = v.dot(v);
      if (square <= 1 && square > 1e-4) {
        return v.times(1 / Math.sqrt(square));
      }
    }
  }
}
