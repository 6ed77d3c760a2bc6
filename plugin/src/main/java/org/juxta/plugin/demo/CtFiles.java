package org.juxta.plugin.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.report.content.ReportUids;
import org.juxta.dicom.tomography.CtHeader;
import org.juxta.dicom.tomography.CtSlice;
import org.juxta.dicom.tomography.CtWriter;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedCt;
import org.juxta.inference.phantom.SimulatedCtSlice;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;

/**
 * A simulated patient's CT on disk: {@code prior/ct} and {@code current/ct} beside the radiographs,
 * each a study of its own with one series, and {@code ct.json} with the findings' boxes on every
 * slice.
 */
public final class CtFiles {
  private static final int SERIES_NUMBER = 2;

  private CtFiles() {}

  /**
   * One slice in {@code ct.json}.
   *
   * @param file relative to the patient's folder
   * @param boxes by finding, {@code [x0, y0, x1, y1]} in pixels of the slice
   */
  record SliceTruth(String file, String sopInstanceUid, Map<String, List<Double>> boxes) {}

  /** What {@code ct.json} holds. */
  record Truths(Truth prior, Truth current) {}

  /** One study; the pose as shifts in mm and rotations in degrees ({@code CtPose}). */
  record Truth(
      String studyInstanceUid,
      String frameOfReferenceUid,
      List<Double> pose,
      List<SliceTruth> slices) {}

  /**
   * Writes both CT studies of a patient. UIDs follow from the seed and the thickness.
   *
   * @param parent in which the patient's folder is, or is made
   * @param missing how many slices from the middle of each series are left out
   * @param eachSlice told after each slice
   */
  public static void write(
      long seed, Path parent, CtProtocol protocol, int missing, Runnable eachSlice)
      throws IOException {
    SimulatedPatient patient = new PatientSimulator().simulate(seed);
    Path folder = parent.resolve(patient.id());
    Truth prior = write(patient, TimePoint.PRIOR, folder, protocol, missing, eachSlice);
    Truth current = write(patient, TimePoint.CURRENT, folder, protocol, missing, eachSlice);
    JsonFile.write(new Truths(prior, current), folder.resolve("ct.json"));
  }

  private static Truth write(
      SimulatedPatient patient,
      TimePoint time,
      Path folder,
      CtProtocol protocol,
      int missing,
      Runnable eachSlice)
      throws IOException {
    Path directory = folder.resolve(time.name().toLowerCase(Locale.ROOT)).resolve("ct");
    Files.createDirectories(directory);
    String name = "phantom/" + patient.seed() + "/ct/" + time + "/" + protocol.thickness();
    CtHeader header = header(patient, time, protocol, name);
    SimulatedCt ct = SimulatedCt.of(patient, time, protocol);
    int from = (ct.slices() - missing) / 2;
    List<SliceTruth> slices = new ArrayList<>();
    for (int k = 0; k < ct.slices(); k++) {
      if (k >= from && k < from + missing) {
        continue;
      }
      SimulatedCtSlice slice = ct.slice(k);
      String uid = ReportUids.named(name + "/" + k);
      Path file = directory.resolve(String.format(Locale.ROOT, "%04d.dcm", k + 1));
      CtWriter.write(header, new CtSlice(uid, k + 1, plane(ct, k), slice.hounsfield()), file);
      Map<String, List<Double>> boxes = new TreeMap<>();
      slice
          .boxes()
          .forEach(
              (type, box) -> boxes.put(type.id(), List.of(box.x0(), box.y0(), box.x1(), box.y1())));
      slices.add(new SliceTruth(folder.relativize(file).toString(), uid, boxes));
      eachSlice.run();
    }
    List<Double> pose =
        List.of(
            ct.pose().shiftX(),
            ct.pose().shiftY(),
            ct.pose().shiftZ(),
            ct.pose().aboutX(),
            ct.pose().aboutY(),
            ct.pose().aboutZ());
    return new Truth(
        header.study().studyInstanceUid(), header.series().frameOfReferenceUid(), pose, slices);
  }

  private static CtHeader header(
      SimulatedPatient patient, TimePoint time, CtProtocol protocol, String name) {
    return new CtHeader(
        SimulatedFiles.patientOf(patient),
        new RadiographHeader.Study(
            ReportUids.named(name),
            patient.study(time).dateTime().plusHours(1),
            patient.study(time).accessionNumber() + "C",
            "CT chest",
            "Simulated",
            "Juxta phantom"),
        new CtHeader.Series(
            ReportUids.named(name + "/series"),
            ReportUids.named(name + "/frame of reference"),
            SERIES_NUMBER,
            String.format(Locale.ROOT, "Axial %.2f mm", protocol.thickness()),
            protocol.thickness(),
            protocol.tilt()));
  }

  private static ImagePlane plane(SimulatedCt ct, int slice) {
    double pixel = ct.protocol().pixelSpacing();
    return new ImagePlane(
        vector(ct.position(slice)),
        vector(ct.alongRow()),
        vector(ct.alongColumn()),
        pixel,
        pixel,
        ct.protocol().size(),
        ct.protocol().size());
  }

  private static Vector3 vector(double[] v) {
    return new Vector3(v[0], v[1], v[2]);
  }
}
