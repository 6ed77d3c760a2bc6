package org.juxta.inference.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * Regions that replace one another: at each point the latest added region that holds it, with its
 * conditions met, owns it. Outside all of them is air, taken as empty.
 */
final class RegionStack {
  /** One bit of a long for each region. */
  static final int CAPACITY = 64;

  /** What {@link #ownerOf(Vec3)} answers outside all regions. */
  static final int NOBODY = -1;

  private final List<Region> regions = new ArrayList<>();

  /** Inverse rows of each region's ellipsoid: looking up an owner is asked thousands of times. */
  private final List<Vec3[]> inverses = new ArrayList<>();

  /**
   * Adds a region above all earlier ones.
   *
   * @return its bit, for the conditions of later regions
   * @throws IllegalStateException when there are {@link #CAPACITY} already
   */
  long add(Region region) {
    if (regions.size() == CAPACITY) {
      throw new IllegalStateException("more than " + CAPACITY + " regions in one anatomy");
    }
    regions.add(region);
    inverses.add(region.solid().shape().inverseRows());
    return 1L << (regions.size() - 1);
  }

  long add(Ellipsoid shape, Material material) {
    return add(Region.plain(Solid.of(shape), material.mu()));
  }

  List<Region> regions() {
    return regions;
  }

  /** Index of the region that owns a point, or {@link #NOBODY}. */
  int ownerOf(Vec3 p) {
    long mask = 0;
    for (int i = 0; i < regions.size(); i++) {
      if (holds(i, p)) {
        mask |= 1L << i;
      }
    }
    long candidates = mask;
    while (candidates != 0) {
      int top = 63 - Long.numberOfLeadingZeros(candidates);
      Region region = regions.get(top);
      if ((region.within() == 0 || (region.within() & mask) != 0)
          && (region.outside() & mask) == 0) {
        return top;
      }
      candidates ^= 1L << top;
    }
    return NOBODY;
  }

  /** Attenuation in 1/mm at a point. */
  double muAt(Vec3 p) {
    int owner = ownerOf(p);
    return owner == NOBODY ? 0 : regions.get(owner).mu();
  }

  private boolean holds(int index, Vec3 p) {
    Solid solid = regions.get(index).solid();
    for (HalfSpace cut : solid.cuts()) {
      if (!cut.contains(p)) {
        return false;
      }
    }
    Vec3[] m = inverses.get(index);
    Vec3 d = p.minus(solid.shape().centre());
    double x = m[0].dot(d);
    double y = m[1].dot(d);
    double z = m[2].dot(d);
    return x * x + y * y + z * z <= 1;
  }
}
