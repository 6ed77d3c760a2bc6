package org.juxta.plugin.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Random;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.registration.VolumeRegistration;
import org.juxta.dicom.study.volume.CoarseVolume;
import org.juxta.inference.phantom.CtPose;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedCt;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;

/**
 * Registers CT series of simulated patients, who lie differently each time, breathe differently and
 * have changed, and compares with the known movement. Arguments: how many patients (40), seed of
 * the first (1).
 */
public final class RegistrationTable {
  private static final double MOST_SHIFT = 25;
  private static final double MOST_SHIFT_ALONG = 120;
  private static final double MOST_TURN = 8;

  /** Errors that a case must stay within: mm and degrees. */
  static final double SHIFT_LIMIT = 1;

  static final double TURN_LIMIT = 0.5;

  private RegistrationTable() {}

  /**
   * What came of one patient.
   *
   * @param shiftError how far points of the chest land from where they belong, mean over the
   *     corners of a box about the lungs, mm
   * @param turnError angle of the rotation left, degrees
   */
  record Case(double shiftError, double turnError, Registration found) {
    boolean good() {
      return found.registered() && shiftError <= SHIFT_LIMIT && turnError <= TURN_LIMIT;
    }
  }

  /** Registers the two scans of a patient, the prior moved at random. */
  static Case register(long seed, CtProtocol currentProtocol, CtProtocol priorProtocol)
      throws IOException {
    Random random = new Random(seed);
    CtPose prior =
        new CtPose(
            within(random, MOST_SHIFT),
            within(random, MOST_SHIFT),
            within(random, MOST_SHIFT_ALONG),
            within(random, MOST_TURN),
            within(random, MOST_TURN),
            within(random, MOST_TURN));
    SimulatedPatient patient = new PatientSimulator().simulate(seed);
    SimulatedCt current = SimulatedCt.of(patient, TimePoint.CURRENT, currentProtocol);
    SimulatedCt before = SimulatedCt.of(patient, TimePoint.PRIOR, priorProtocol, prior);
    Registration found = VolumeRegistration.register(coarse(current), coarse(before), false);
    return compare(found, current.pose(), prior);
  }

  static CoarseVolume coarse(SimulatedCt ct) throws IOException {
    return CoarseVolume.of(new ScannedGrid(ct), VolumeRegistration.VOXEL);
  }

  private static Case compare(Registration found, CtPose current, CtPose prior) {
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      double x = (corner & 1) == 0 ? -120 : 120;
      double y = (corner & 2) == 0 ? -80 : 80;
      double z = (corner & 4) == 0 ? -150 : 70;
      Vector3 mapped = found.currentToPrior().apply(vector(current.toScan(x, y, z)));
      sum += mapped.minus(vector(prior.toScan(x, y, z))).length();
    }
    Affine truth = motion(prior).after(motion(current).inverse());
    double turn = truth.inverse().after(found.currentToPrior()).rotationDegrees();
    return new Case(sum / 8, turn, found);
  }

  private static Affine motion(CtPose pose) {
    Vector3 origin = vector(pose.toScan(0, 0, 0));
    return Affine.ofColumns(
        vector(pose.toScan(1, 0, 0)).minus(origin),
        vector(pose.toScan(0, 1, 0)).minus(origin),
        vector(pose.toScan(0, 0, 1)).minus(origin),
        origin);
  }

  private static Vector3 vector(double[] v) {
    return new Vector3(v[0], v[1], v[2]);
  }

  private static double within(Random random, double most) {
    return most * (2 * random.nextDouble() - 1);
  }

  /** Prints a line for each patient and the share that is within the limits. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    int cases = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    int good = 0;
    out.println("seed  error mm  error deg  residual mm  correlation  seconds  verdict");
    for (long seed = first; seed < first + cases; seed++) {
      CtProtocol current = new CtProtocol(256, 400, seed % 2 == 0 ? 1.25 : 2.5, 2.5, 0, 15);
      CtProtocol prior =
          new CtProtocol(256, 420, 5, seed % 3 == 0 ? 5 : 3, seed % 4 == 0 ? 12 : 0, 20);
      long start = System.nanoTime();
      Case result = register(seed, current, prior);
      good += result.good() ? 1 : 0;
      out.printf(
          Locale.ROOT,
          "%4d  %8.2f  %9.2f  %11.2f  %11.3f  %7.1f  %s%n",
          seed,
          result.shiftError(),
          result.turnError(),
          result.found().residual(),
          result.found().correlation(),
          (System.nanoTime() - start) / 1e9,
          result.found().registered() ? result.good() ? "good" : "off" : "not registered");
    }
    out.printf(
        Locale.ROOT,
        "%d of %d within %.0f mm and %.1f degrees (%.0f %%)%n",
        good,
        cases,
        SHIFT_LIMIT,
        TURN_LIMIT,
        100.0 * good / cases);
  }
}
