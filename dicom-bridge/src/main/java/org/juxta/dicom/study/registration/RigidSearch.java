package org.juxta.dicom.study.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.CoarseVolume;

/**
 * Finds the rotation and shift that take the current volume to the prior one: many shifts along the
 * body at the coarsest level, then Gauss-Newton steps from level to level, each bounded in number
 * and length.
 */
final class RigidSearch {
  /** Voxel sizes of the levels, mm. */
  private static final double[] LEVELS = {16, 8, 4, 2};

  private static final int MOST_LANDMARKS = 60_000;
  private static final int MOST_STEPS = 30;

  /** Step below which a level is finished, mm at {@link #ARM}. */
  private static final double FINISHED = 0.005;

  /** Distance at which a rotation is measured as a length, mm. */
  private static final double ARM = 100;

  /** How far along the body the first guess may be off, mm. */
  private static final double FARTHEST = 240;

  /** Overlap below which a guess is not looked at. */
  private static final double LEAST_OVERLAP = 0.3;

  private static final int GUESSES = 3;

  private final CoarseVolume current;
  private final CoarseVolume prior;

  /**
   * @param current with voxels of the finest level
   * @param prior likewise
   */
  RigidSearch(CoarseVolume current, CoarseVolume prior) {
    this.current = current;
    this.prior = prior;
  }

  private record Guess(Affine map, double correlation) {}

  /** The map from patient coordinates of the current volume to those of the prior one. */
  Affine find() {
    CoarseVolume coarse = current.coarser(LEVELS[0]);
    CoarseVolume coarsePrior = prior.coarser(LEVELS[0]);
    List<Guess> guesses = new ArrayList<>();
    for (Guess guess : guesses(coarse, coarsePrior)) {
      Affine map = improve(coarse, coarsePrior, guess.map(), LEVELS[0]);
      guesses.add(new Guess(map, correlation(coarse, coarsePrior, map)));
    }
    Affine map =
        guesses.stream()
            .max(Comparator.comparingDouble(Guess::correlation))
            .map(Guess::map)
            .orElse(between(coarse, coarsePrior));
    for (int level = 1; level < LEVELS.length; level++) {
      map =
          improve(current.coarser(LEVELS[level]), prior.coarser(LEVELS[level]), map, LEVELS[level]);
    }
    return map;
  }

  /** The best of many shifts along the normal of the slices. */
  private static List<Guess> guesses(CoarseVolume current, CoarseVolume prior) {
    Affine middle = between(current, prior);
    VolumeGeometry g = current.geometry();
    Vector3 along = g.columnStep().cross(g.rowStep()).unit();
    List<Guess> guesses = new ArrayList<>();
    for (double shift = -FARTHEST; shift <= FARTHEST; shift += LEVELS[0] / 2) {
      Affine map = Affine.translation(along.times(shift)).after(middle);
      guesses.add(new Guess(map, correlation(current, prior, map)));
    }
    guesses.sort(Comparator.comparingDouble(Guess::correlation).reversed());
    return guesses.subList(0, GUESSES);
  }

  private static double correlation(CoarseVolume current, CoarseVolume prior, Affine map) {
    Match match = new Match(Landmarks.of(current, MOST_LANDMARKS), prior);
    match.look(map);
    return match.overlap() < LEAST_OVERLAP ? -1 : match.correlation();
  }

  /** The shift that takes the middle of one body to the other's. */
  private static Affine between(CoarseVolume current, CoarseVolume prior) {
    return Affine.translation(middle(prior).minus(middle(current)));
  }

  /** Centre of mass above air. */
  private static Vector3 middle(CoarseVolume volume) {
    VolumeGeometry g = volume.geometry();
    Vector3 sum = new Vector3(0, 0, 0);
    double mass = 0;
    float least = Float.MAX_VALUE;
    for (float value : volume.values()) {
      least = Math.min(least, Float.isNaN(value) ? least : value);
    }
    Affine toPatient = g.toPatient();
    for (int k = 0; k < g.slices(); k++) {
      for (int j = 0; j < g.rows(); j++) {
        for (int i = 0; i < g.columns(); i++) {
          double m = volume.at(i, j, k) - least;
          if (m > 0) {
            sum = sum.plus(toPatient.apply(i, j, k).times(m));
            mass += m;
          }
        }
      }
    }
    return mass > 0 ? sum.times(1 / mass) : g.centre();
  }

  private static Affine improve(
      CoarseVolume current, CoarseVolume prior, Affine start, double level) {
    Match match = new Match(Landmarks.of(current, MOST_LANDMARKS), prior);
    NormalEquations equations = new NormalEquations(6);
    Affine map = start;
    for (int step = 0; step < MOST_STEPS; step++) {
      match.look(map);
      if (match.overlap() < LEAST_OVERLAP / 2) {
        return map;
      }
      match.weigh(level == LEVELS[LEVELS.length - 1] && step > 2);
      Vector3 centre = map.apply(current.geometry().centre());
      gather(match, centre, equations);
      double[] x = equations.solve(1e-9);
      if (x == null) {
        return map;
      }
      Vector3 turn = new Vector3(x[0] / ARM, x[1] / ARM, x[2] / ARM);
      Vector3 shift = new Vector3(x[3], x[4], x[5]);
      double length = turn.length() * ARM + shift.length();
      double shortened = Math.min(1, 2 * level / length);
      map = Affine.rigid(centre, turn.times(shortened), shift.times(shortened)).after(map);
      if (length < FINISHED) {
        return map;
      }
    }
    return map;
  }

  private static void gather(Match match, Vector3 centre, NormalEquations equations) {
    equations.clear();
    double[] d = new double[6];
    for (int i = 0; match.has(i); i++) {
      if (!match.isValid(i)) {
        continue;
      }
      double gx = match.slope(i, 0);
      double gy = match.slope(i, 1);
      double gz = match.slope(i, 2);
      double qx = match.place(i, 0) - centre.x();
      double qy = match.place(i, 1) - centre.y();
      double qz = match.place(i, 2) - centre.z();
      d[0] = (qy * gz - qz * gy) / ARM;
      d[1] = (qz * gx - qx * gz) / ARM;
      d[2] = (qx * gy - qy * gx) / ARM;
      d[3] = gx;
      d[4] = gy;
      d[5] = gz;
      equations.add(d, match.difference(i), match.weight(i));
    }
  }
}
