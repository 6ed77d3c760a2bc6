package org.juxta.inference.phantom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.juxta.inference.lvlm.Box;

/**
 * Samples a {@link RegionStack} on planes: along each row of points, where the row enters and
 * leaves the regions is worked out, and each stretch between belongs to the region on top.
 *
 * <p>Keeps its buffers; not safe for use by several threads.
 */
final class RegionSlicer {
  private final List<Region> regions;
  private final Vec3[][] toUnit;
  private final long[] events = new long[2 * RegionStack.CAPACITY];

  /** For each channel first and last column, first and last row met. */
  private final int[][] bounds = new int[Region.CHANNELS][4];

  private final int size;

  RegionSlicer(RegionStack stack, int size) {
    this.regions = stack.regions();
    this.toUnit = regions.stream().map(r -> r.solid().shape().inverseRows()).toArray(Vec3[][]::new);
    this.size = size;
    clearBounds();
  }

  /** Forgets what has been met. */
  void clearBounds() {
    for (int[] b : bounds) {
      b[0] = size;
      b[1] = -1;
      b[2] = size;
      b[3] = -1;
    }
  }

  /** Bounds in pixels of what has been met of a channel. */
  Optional<Box> bounds(int channel) {
    int[] b = bounds[channel];
    return b[1] < 0 ? Optional.empty() : Optional.of(new Box(b[0], b[2], b[1] + 1.0, b[3] + 1.0));
  }

  /** Sets the attenuation in 1/mm at each point of a plane. */
  void fill(SlicePlane plane, float[] mu) {
    Arrays.fill(mu, 0);
    for (int row = 0; row < size; row++) {
      Vec3 start = plane.first().plus(plane.down().times(row * plane.spacing()));
      int count = 0;
      for (int i = 0; i < regions.size(); i++) {
        count = cross(i, start, plane, count);
      }
      Arrays.sort(events, 0, count);
      paint(count, row, mu);
    }
  }

  /**
   * Appends where a row enters and leaves a region; an event is a column and the region's number.
   */
  private int cross(int region, Vec3 start, SlicePlane plane, int count) {
    Solid solid = regions.get(region).solid();
    Vec3 o = apply(toUnit[region], start.minus(solid.shape().centre()));
    Vec3 d = apply(toUnit[region], plane.right());
    double a = d.dot(d);
    double b = o.dot(d);
    double inner = b * b - a * (o.dot(o) - 1);
    if (inner <= 0) {
      return count;
    }
    double root = Math.sqrt(inner);
    double enter = (-b - root) / a;
    double exit = (-b + root) / a;
    for (HalfSpace cut : solid.cuts()) {
      double slope = cut.normal().dot(plane.right());
      double rest = cut.offset() - cut.normal().dot(start);
      if (slope > 0) {
        exit = Math.min(exit, rest / slope);
      } else if (slope < 0) {
        enter = Math.max(enter, rest / slope);
      } else if (rest < 0) {
        return count;
      }
    }
    int first = (int) Math.max(0, Math.ceil(enter / plane.spacing()));
    int end = (int) Math.min(size, Math.floor(exit / plane.spacing()) + 1);
    if (first >= end) {
      return count;
    }
    events[count] = (long) first << 8 | region;
    events[count + 1] = (long) end << 8 | region;
    return count + 2;
  }

  private void paint(int count, int row, float[] mu) {
    long mask = 0;
    for (int i = 0; i < count; i++) {
      mask ^= 1L << (events[i] & 0xFF);
      int from = (int) (events[i] >>> 8);
      int to = i + 1 < count ? (int) (events[i + 1] >>> 8) : from;
      int owner = from < to ? owner(mask) : RegionStack.NOBODY;
      if (owner != RegionStack.NOBODY) {
        Region region = regions.get(owner);
        Arrays.fill(mu, row * size + from, row * size + to, (float) region.mu());
        if (region.channel() != Region.UNCOUNTED) {
          meet(bounds[region.channel()], from, to - 1, row);
        }
      }
    }
  }

  private static void meet(int[] b, int first, int last, int row) {
    b[0] = Math.min(b[0], first);
    b[1] = Math.max(b[1], last);
    b[2] = Math.min(b[2], row);
    b[3] = Math.max(b[3], row);
  }

  private int owner(long mask) {
    for (long rest = mask; rest != 0; ) {
      int top = 63 - Long.numberOfLeadingZeros(rest);
      Region region = regions.get(top);
      boolean inside = region.within() == 0 || (region.within() & mask) != 0;
      if (inside && (region.outside() & mask) == 0) {
        return top;
      }
      rest ^= 1L << top;
    }
    return RegionStack.NOBODY;
  }

  private static Vec3 apply(Vec3[] rows, Vec3 v) {
    return new Vec3(rows[0].dot(v), rows[1].dot(v), rows[2].dot(v));
  }
}
