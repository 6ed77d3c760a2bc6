package org.juxta.inference.phantom;

import java.util.Arrays;
import java.util.List;

/**
 * Line integrals through a {@link RegionStack}, exact along every ray: where a ray enters and
 * leaves the regions is sorted, and each piece between belongs to the region on top.
 *
 * <p>Keeps its buffers; not safe for use by several threads.
 */
final class RegionProjector {
  private static final int EVENTS = 2 * RegionStack.CAPACITY;

  private final double[] mu = new double[RegionStack.CAPACITY];
  private final long[] within = new long[RegionStack.CAPACITY];
  private final long[] outside = new long[RegionStack.CAPACITY];
  private final int[] channel = new int[RegionStack.CAPACITY];

  private long[] events = new long[0];
  private int[] counts = new int[0];

  /** Adds all regions' attenuation, and the lengths through those that are counted. */
  void project(RegionStack stack, ProjectionGeometry geometry, Shadow shadow) {
    int size = shadow.size();
    if (counts.length < size) {
      events = new long[size * EVENTS];
      counts = new int[size];
    }
    List<Region> regions = stack.regions();
    SolidRow[] solids = new SolidRow[regions.size()];
    for (int i = 0; i < solids.length; i++) {
      Region region = regions.get(i);
      solids[i] = new SolidRow(region.solid(), geometry, size);
      mu[i] = region.mu();
      within[i] = region.within() == 0 ? -1L : region.within();
      outside[i] = region.outside();
      channel[i] = region.channel();
    }
    double spacing = geometry.field() / size;
    SolidRow.Row columns = new SolidRow.Row(size, geometry.field());
    double distance = geometry.middle().minus(geometry.source()).length();
    for (int row = 0; row < size; row++) {
      double v = (row + 0.5) * spacing - geometry.field() / 2;
      Arrays.fill(counts, 0, size, 0);
      for (int i = 0; i < solids.length; i++) {
        solids[i].cross(v, i, columns, events, counts, EVENTS);
      }
      for (int column = 0; column < size; column++) {
        if (counts[column] != 0) {
          double u = columns.u[column];
          double rayLength = Math.sqrt(distance * distance + u * u + v * v);
          sweep(column * EVENTS, counts[column], rayLength, row * size + column, shadow);
        }
      }
    }
  }

  /** Walks along one ray from crossing to crossing. */
  private void sweep(int from, int count, double rayLength, int pixel, Shadow shadow) {
    sort(from, count);
    double sum = 0;
    long mask = 1L << (int) events[from];
    float last = time(events[from]);
    for (int i = from + 1; i < from + count; i++) {
      long event = events[i];
      float now = time(event);
      if (mask != 0 && now > last) {
        int owner = owner(mask);
        if (owner >= 0) {
          double length = (now - last) * rayLength;
          sum += mu[owner] * length;
          if (channel[owner] >= 0) {
            shadow.length(channel[owner])[pixel] += (float) length;
          }
        }
      }
      last = now;
      mask ^= 1L << (int) event;
    }
    shadow.attenuation()[pixel] += (float) sum;
  }

  private int owner(long mask) {
    long candidates = mask;
    while (candidates != 0) {
      int top = 63 - Long.numberOfLeadingZeros(candidates);
      if ((within[top] & mask) != 0 && (outside[top] & mask) == 0) {
        return top;
      }
      candidates ^= 1L << top;
    }
    return RegionStack.NOBODY;
  }

  private static float time(long event) {
    return Float.intBitsToFloat((int) (event >>> 32));
  }

  /** Insertion sort: a ray crosses a dozen regions, and their order hardly changes. */
  private void sort(int from, int count) {
    for (int i = from + 1; i < from + count; i++) {
      long key = events[i];
      int j = i - 1;
      while (j >= from && events[j] > key) {
        events[j + 1] = events[j];
        j--;
      }
      events[j + 1] = key;
    }
  }
}
