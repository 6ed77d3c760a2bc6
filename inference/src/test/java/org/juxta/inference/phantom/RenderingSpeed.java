package org.juxta.inference.phantom;

import java.lang.management.ManagementFactory;

/** A command for measuring: milliseconds for each simulated patient and radiograph, one thread. */
final class RenderingSpeed {
  private RenderingSpeed() {}

  public static void main(String[] args) {
    PatientSimulator simulator = new PatientSimulator();
    RadiographRenderer renderer = new RadiographRenderer();
    for (int size : new int[] {256, 512, 1024}) {
      int patients = 25_600 / size;
      measure(simulator, renderer, size, patients);
      System.out.printf(
          "%d: %.2f ms a PA radiograph%n", size, measure(simulator, renderer, size, patients));
    }
    long start = cpuNanos();
    for (int seed = 0; seed < 2000; seed++) {
      simulator.simulate(seed);
    }
    System.out.printf("simulate: %.3f ms a patient%n", (cpuNanos() - start) / 2e9);
  }

  /** Time of this thread alone: other work on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double measure(
      PatientSimulator simulator, RadiographRenderer renderer, int size, int patients) {
    long nanos = 0;
    for (int seed = 0; seed < patients; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      long start = cpuNanos();
      renderer.render(patient, TimePoint.CURRENT, View.PA, size);
      nanos += cpuNanos() - start;
    }
    return nanos / 1e6 / patients;
  }
}
