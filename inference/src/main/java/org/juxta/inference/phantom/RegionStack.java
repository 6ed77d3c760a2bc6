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

  /** Numbers of an ellipsoid's quick test: centre, squared reach, inverse matrix. */
  private static final int TEST = 13;

  private final List<Region> regions = new ArrayList<>();

  /** Quick tests of all regions: owners are asked for thousands of times in one anatomy. */
  private final double[] tests = new double[CAPACITY * TEST];

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
    prepare(region.solid().shape(), regions.size() * TEST);
    regions.add(region);
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
    for (int i = regions.size() - 1; i >= 0; i--) {
      if (holds(i, p)) {
        Region region = regions.get(i);
        if (anyHolds(region.within(), p, true) && !anyHolds(region.outside(), p, false)) {
          return i;
        }
      }
    }
    return NOBODY;
  }

  /** Whether one of these regions holds a point; {@code ofNone} is the answer for no regions. */
  private boolean anyHolds(long bits, Vec3 p, boolean ofNone) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      if (holds(Long.numberOfTrailingZeros(rest), p)) {
        return true;
      }
    }
    return bits == 0 && ofNone;
  }

  /** Attenuation in 1/mm at a point. */
  double muAt(Vec3 p) {
    int owner = ownerOf(p);
    return owner == NOBODY ? 0 : regions.get(owner).mu();
  }

  private void prepare(Ellipsoid shape, int at) {
    tests[at] = shape.centre().x();
    tests[at + 1] = shape.centre().y();
    tests[at + 2] = shape.centre().z();
    tests[at + 3] = shape.squaredReach();
    Vec3[] rows = shape.inverseRows();
    for (int i = 0; i < 3; i++) {
      tests[at + 4 + 3 * i] = rows[i].x();
      tests[at + 5 + 3 * i] = rows[i].y();
      tests[at + 6 + 3 * i] = rows[i].z();
    }
  }

  private boolean holds(int index, Vec3 p) {
    int at = index * TEST;
    double dx = p.x() - tests[at];
    double dy = p.y() - tests[at + 1];
    double dz = p.z() - tests[at + 2];
    if (dx * dx + dy * dy + dz * dz > tests[at + 3]) {
      return false;
    }
    double square = 0;
    for (int row = at + 4; row < at + TEST; row += 3) {
      double q = tests[row] * dx + tests[row + 1] * dy + tests[row + 2] * dz;
      square += q * q;
    }
    if (square > 1) {
      return false;
    }
    for (HalfSpace cut : regions.get(index).solid().cuts()) {
      if (!cut.contains(p)) {
        return false;
      }
    }
    return true;
  }
}
