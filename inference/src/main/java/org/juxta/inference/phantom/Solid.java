package org.juxta.inference.phantom;

import java.util.List;

/**
 * A convex body: an ellipsoid less what half-spaces cut away. A straight line meets it in one
 * interval at most.
 */
record Solid(Ellipsoid shape, List<HalfSpace> cuts) {
  Solid {
    cuts = List.copyOf(cuts);
  }

  static Solid of(Ellipsoid shape, HalfSpace... cuts) {
    return new Solid(shape, List.of(cuts));
  }
}
