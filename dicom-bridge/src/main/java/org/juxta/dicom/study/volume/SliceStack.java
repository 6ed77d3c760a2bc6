package org.juxta.dicom.study.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;

/**
 * Slices in the order in which they lie along their common normal, at equal steps. Instance Numbers
 * and the order of arrival play no part.
 *
 * @param geometry of the stack, absent slices included
 * @param slices one for each slice of the geometry, null where one is absent
 * @param notes what is unusual and was taken care of
 */
record SliceStack(VolumeGeometry geometry, List<@Nullable SliceFrame> slices, List<String> notes) {
  private static final int FEWEST = 3;

  /** Largest deviation of a step from the common one, as a share of it. */
  private static final double STEP_TOLERANCE = 0.1;

  /** Largest deviation of a slice from its place in the stack, mm, along the normal or sideways. */
  private static final double PLACE_TOLERANCE = 0.25;

  /** Tilt that is noted, degrees; below it is the rounding of positions. */
  private static final double SMALLEST_TILT = 0.1;

  SliceStack {
    slices = Collections.unmodifiableList(new ArrayList<>(slices));
    notes = List.copyOf(notes);
  }

  /** Slices from the lowest position along their normal to the highest. */
  static List<SliceFrame> sorted(List<SliceFrame> frames) {
    Vector3 normal = frames.get(0).plane().normal();
    return frames.stream()
        .sorted(Comparator.comparingDouble(frame -> frame.plane().position().dot(normal)))
        .toList();
  }

  /**
   * Puts slices of one orientation and size into a stack.
   *
   * @param frames no two at the same position
   * @throws NoVolumeException when they do not lie at equal steps along one line
   */
  static SliceStack of(List<SliceFrame> frames) throws NoVolumeException {
    if (frames.size() < FEWEST) {
      throw new NoVolumeException(
          RefusalReason.TOO_FEW_SLICES,
          "%d slices do not make a volume, %d or more do".formatted(frames.size(), FEWEST));
    }
    List<SliceFrame> sorted = sorted(frames);
    Vector3 normal = sorted.get(0).plane().normal();
    double[] gaps = new double[sorted.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = position(sorted.get(i + 1)).minus(position(sorted.get(i))).dot(normal);
    }
    List<@Nullable SliceFrame> places = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    places.add(sorted.get(0));
    double spacing = median(gaps);
    int absent = 0;
    for (int i = 0; i < gaps.length; i++) {
      int steps = steps(gaps[i], spacing, sorted.get(i));
      absent += steps - 1;
      for (int step = 1; step < steps && absent <= 1; step++) {
        places.add(null);
        notes.add(
            "one slice is missing between %.2f and %.2f mm along the normal: interpolated"
                .formatted(
                    position(sorted.get(i)).dot(normal), position(sorted.get(i + 1)).dot(normal)));
      }
      places.add(sorted.get(i + 1));
    }
    if (absent > 1) {
      throw new NoVolumeException(
          RefusalReason.MISSING_SLICES,
          "%d of %d slices at steps of %.2f mm are missing"
              .formatted(absent, sorted.size() + absent, spacing));
    }
    VolumeGeometry geometry = geometry(places, sorted);
    requireLine(geometry, places, normal);
    double tilt = geometry.tiltDegrees();
    if (tilt > SMALLEST_TILT) {
      notes.add(
          "the gantry is tilted by %.1f degrees: slices lie sheared, each at its stated position"
              .formatted(tilt));
    }
    return new SliceStack(geometry, places, notes);
  }

  /** How many common steps a gap is wide. */
  private static int steps(double gap, double spacing, SliceFrame below) throws NoVolumeException {
    int steps = (int) Math.max(1, Math.round(gap / spacing));
    if (Math.abs(gap - steps * spacing) > Math.max(0.02, STEP_TOLERANCE * spacing)) {
      throw new NoVolumeException(
          RefusalReason.UNEQUAL_SPACING,
          "slices are %.3f mm apart at %.2f mm along the normal, elsewhere %.3f mm"
              .formatted(gap, below.plane().distance(), spacing));
    }
    return steps;
  }

  private static VolumeGeometry geometry(
      List<@Nullable SliceFrame> places, List<SliceFrame> sorted) {
    ImagePlane first = sorted.get(0).plane();
    Vector3 last = position(sorted.get(sorted.size() - 1));
    return new VolumeGeometry(
        first.position(),
        first.alongRow().times(first.columnSpacing()),
        first.alongColumn().times(first.rowSpacing()),
        last.minus(first.position()).times(1.0 / (places.size() - 1)),
        first.columns(),
        first.rows(),
        places.size());
  }

  private static void requireLine(
      VolumeGeometry geometry, List<@Nullable SliceFrame> places, Vector3 normal)
      throws NoVolumeException {
    for (int k = 0; k < places.size(); k++) {
      SliceFrame slice = places.get(k);
      if (slice == null) {
        continue;
      }
      Vector3 off = position(slice).minus(geometry.toPatient().apply(0, 0, k));
      double along = Math.abs(off.dot(normal));
      double sideways = off.minus(normal.times(off.dot(normal))).length();
      if (along > Math.max(PLACE_TOLERANCE, STEP_TOLERANCE * geometry.sliceSpacing())) {
        throw new NoVolumeException(
            RefusalReason.UNEQUAL_SPACING,
            "slice %d lies %.2f mm from its place in an even stack".formatted(k + 1, along));
      }
      if (sideways > PLACE_TOLERANCE) {
        throw new NoVolumeException(
            RefusalReason.SHIFTED_SLICES,
            "slice %d is shifted sideways by %.2f mm against the line of the others"
                .formatted(k + 1, sideways));
      }
    }
  }

  private static Vector3 position(SliceFrame frame) {
    return frame.plane().position();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
