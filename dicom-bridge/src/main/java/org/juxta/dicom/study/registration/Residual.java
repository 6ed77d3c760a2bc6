package org.juxta.dicom.study.registration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.study.volume.CoarseVolume;

/**
 * How well volumes lie on each other: the body is cut into cubes, and for each the shift is worked
 * out by which the prior would fit there still better. Directions in which a cube shows no
 * structure count as fitting.
 *
 * @param median of the shifts' lengths, mm; infinite when no cube overlaps
 * @param correlation normalised cross-correlation over all
 * @param overlap share of the current volume's structure that the prior shows
 */
record Residual(double median, double correlation, double overlap) {
  private static final double CUBE = 50;
  private static final int FEWEST_LANDMARKS = 60;
  private static final int MOST_LANDMARKS = 40_000;
  private static final int STEPS = 12;
  private static final double DAMPING = 0.02;

  /** Shift at which a cube is given up as not fitting, mm. */
  private static final double LARGEST = 20;

  static Residual of(CoarseVolume current, CoarseVolume prior, Affine map) {
    Landmarks all = Landmarks.of(current, MOST_LANDMARKS);
    Match whole = new Match(all, prior);
    whole.look(map);
    double[] lengths =
        cubes(all).values().stream()
            .filter(cube -> cube.count() >= FEWEST_LANDMARKS)
            .mapToDouble(cube -> shift(cube, prior, map))
            .filter(length -> length >= 0)
            .toArray();
    Arrays.sort(lengths);
    double median = lengths.length == 0 ? Double.POSITIVE_INFINITY : lengths[lengths.length / 2];
    return new Residual(median, whole.correlation(), whole.overlap());
  }

  private static Map<String, Landmarks> cubes(Landmarks all) {
    Map<String, int[]> counts = new HashMap<>();
    String[] keys = new String[all.count()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] =
          (int) Math.floor(all.positions()[3 * i] / CUBE)
              + " "
              + (int) Math.floor(all.positions()[3 * i + 1] / CUBE)
              + " "
              + (int) Math.floor(all.positions()[3 * i + 2] / CUBE);
      counts.computeIfAbsent(keys[i], any -> new int[1])[0]++;
    }
    Map<String, Landmarks> cubes = new HashMap<>();
    counts.forEach(
        (key, count) ->
            cubes.put(key, new Landmarks(new double[3 * count[0]], new float[count[0]])));
    for (int i = 0; i < keys.length; i++) {
      Landmarks cube = cubes.get(keys[i]);
      int[] left = counts.get(keys[i]);
      if (cube != null && left != null) {
        int at = --left[0];
        System.arraycopy(all.positions(), 3 * i, cube.positions(), 3 * at, 3);
        cube.values()[at] = all.values()[i];
      }
    }
    return cubes;
  }

  /** Length of a cube's own shift, mm; -1 where the prior does not show the cube. */
  private static double shift(Landmarks cube, CoarseVolume prior, Affine map) {
    Match match = new Match(cube, prior);
    NormalEquations equations = new NormalEquations(3);
    Vector3 shift = new Vector3(0, 0, 0);
    double[] d = new double[3];
    for (int step = 0; step < STEPS; step++) {
      match.look(Affine.translation(shift).after(map));
      if (match.overlap() < 0.5) {
        return step == 0 ? -1 : LARGEST;
      }
      match.weigh(false);
      equations.clear();
      for (int i = 0; match.has(i); i++) {
        if (match.isValid(i)) {
          for (int axis = 0; axis < 3; axis++) {
            d[axis] = match.slope(i, axis);
          }
          equations.add(d, match.difference(i), match.weight(i));
        }
      }
      double[] x = equations.solve(DAMPING);
      if (x == null) {
        return -1;
      }
      shift = shift.plus(new Vector3(x[0], x[1], x[2]));
      if (shift.length() > LARGEST) {
        return LARGEST;
      }
    }
    return shift.length();
  }
}
