package org.juxta.plugin.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.phantom.View;

/**
 * A simulated patient on disk: {@code prior/} and {@code current/} with a DX file for each view,
 * and {@code truth.json}.
 */
public final class PatientFolder {
  /** How many images a patient has. */
  public static final int IMAGES = TimePoint.values().length * View.values().length;

  private final SimulatedPatient patient;
  private final SimulatedFiles prior;
  private final SimulatedFiles current;

  private PatientFolder(SimulatedPatient patient, SimulatedFiles prior, SimulatedFiles current) {
    this.patient = patient;
    this.prior = prior;
    this.current = current;
  }

  /**
   * Writes a patient into a folder of its Patient ID.
   *
   * @param parent where the folder is made
   * @param eachImage told after each image
   */
  public static void write(long seed, Path parent, Runnable eachImage) throws IOException {
    SimulatedPatient patient = new PatientSimulator().simulate(seed);
    writeInto(patient, parent.resolve(patient.id()), eachImage);
  }

  /** Writes a patient into a folder; files of the same names are replaced, others left alone. */
  static PatientFolder writeInto(SimulatedPatient patient, Path folder, Runnable eachImage)
      throws IOException {
    // createDirectories answers with an absolute path when it had to make the parents.
    Path priorFolder = folder.resolve("prior");
    Path currentFolder = folder.resolve("current");
    Files.createDirectories(priorFolder);
    Files.createDirectories(currentFolder);
    PatientFolder written =
        new PatientFolder(
            patient,
            SimulatedFiles.write(patient, TimePoint.PRIOR, priorFolder, eachImage),
            SimulatedFiles.write(patient, TimePoint.CURRENT, currentFolder, eachImage));
    JsonFile.write(Truth.of(written, folder), folder.resolve("truth.json"));
    return written;
  }

  SimulatedPatient patient() {
    return patient;
  }

  SimulatedFiles prior() {
    return prior;
  }

  SimulatedFiles current() {
    return current;
  }
}
