package org.juxta.dicom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.tomography.CtHeader;
import org.juxta.dicom.tomography.CtSlice;
import org.juxta.dicom.tomography.CtWriter;

/** CT series for tests: real files whose values are given by a function of place. */
public final class CtSeries {
  /** Hounsfield units at a point in patient coordinates. */
  @FunctionalInterface
  public interface Field {
    double at(Vector3 point);
  }

  private final Path directory;
  private final int study;

  /**
   * @param study number that UIDs and the year of the study are made from
   */
  public CtSeries(Path directory, int study) {
    this.directory = directory;
    this.study = study;
  }

  /** An axial stack with square pixels around the origin of patient coordinates. */
  public static VolumeGeometry axial(int size, double pixel, int slices, double spacing) {
    double half = (size - 1) / 2.0 * pixel;
    return new VolumeGeometry(
        new Vector3(-half, -half, -(slices - 1) / 2.0 * spacing),
        new Vector3(pixel, 0, 0),
        new Vector3(0, pixel, 0),
        new Vector3(0, 0, spacing),
        size,
        size,
        slices);
  }

  public String studyUid() {
    return "2.25.5000." + study;
  }

  public String seriesUid() {
    return "2.25.5100." + study;
  }

  public String sliceUid(int slice) {
    return "2.25.5200." + study + "." + slice;
  }

  /** Where one slice of a stack is. */
  public static ImagePlane plane(VolumeGeometry stack, int slice) {
    return new ImagePlane(
        stack.toPatient().apply(0, 0, slice),
        stack.columnStep().unit(),
        stack.rowStep().unit(),
        stack.columnStep().length(),
        stack.rowStep().length(),
        stack.columns(),
        stack.rows());
  }

  /** Writes all slices of a stack. */
  public List<StoredInstance> write(VolumeGeometry stack, Field field) throws IOException {
    List<StoredInstance> written = new ArrayList<>();
    for (int slice = 0; slice < stack.slices(); slice++) {
      written.add(write(plane(stack, slice), slice, field));
    }
    return written;
  }

  /** Writes one slice; Instance Numbers say nothing about the order. */
  public StoredInstance write(ImagePlane plane, int slice, Field field) throws IOException {
    Files.createDirectories(directory);
    short[] values = new short[plane.columns() * plane.rows()];
    for (int row = 0; row < plane.rows(); row++) {
      for (int column = 0; column < plane.columns(); column++) {
        values[row * plane.columns() + column] =
            (short) Math.round(field.at(plane.toPatient(column, row)));
      }
    }
    String uid = sliceUid(slice);
    Path file = directory.resolve(uid + ".dcm");
    CtWriter.write(header(), new CtSlice(uid, (slice * 7919 + 5) % 1009, plane, values), file);
    return stored(uid, UID.CTImageStorage, file);
  }

  private StoredInstance stored(String uid, String sopClass, Path file) {
    return new StoredInstance(
        uid,
        sopClass,
        studyUid(),
        seriesUid(),
        "P-1",
        "HOSPITAL",
        "CT",
        UID.ExplicitVRLittleEndian,
        file,
        Instant.EPOCH,
        "SENDER");
  }

  private CtHeader header() {
    return new CtHeader(
        new RadiographHeader.Patient(
            "P-1", "HOSPITAL", "Test^Patient", LocalDate.of(1950, 2, 3), "F"),
        new RadiographHeader.Study(
            studyUid(),
            LocalDateTime.of(2000 + study, 3, 4, 5, 6, 7),
            "ACC-" + study,
            "CT chest",
            "Hospital",
            "Maker"),
        new CtHeader.Series(seriesUid(), "2.25.5300." + study, 2, "Axial", 1, 0));
  }

  /** Changes the header of a file. */
  public static void edit(StoredInstance instance, Consumer<Attributes> change) throws IOException {
    Attributes dataset = read(instance.file());
    change.accept(dataset);
    write(dataset, instance.file());
  }

  /** The same slices as one Enhanced CT object (PS3.3 A.38), frames in the order given. */
  public StoredInstance enhanced(List<StoredInstance> slices) throws IOException {
    Attributes first = read(slices.get(0).file());
    Attributes enhanced = new Attributes(first);
    byte[] pixels = new byte[slices.size() * first.getBytes(Tag.PixelData).length];
    for (int tag :
        new int[] {
          Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.PixelSpacing,
          Tag.RescaleIntercept, Tag.RescaleSlope, Tag.SliceLocation
        }) {
      enhanced.remove(tag);
    }
    enhanced.setString(Tag.SOPClassUID, VR.UI, UID.EnhancedCTImageStorage);
    String uid = sliceUid(999);
    enhanced.setString(Tag.SOPInstanceUID, VR.UI, uid);
    enhanced.setInt(Tag.NumberOfFrames, VR.IS, slices.size());
    Sequence shared = enhanced.newSequence(Tag.SharedFunctionalGroupsSequence, 1);
    Attributes common = new Attributes();
    shared.add(common);
    macro(common, Tag.PixelMeasuresSequence, first, Tag.PixelSpacing);
    macro(common, Tag.PlaneOrientationSequence, first, Tag.ImageOrientationPatient);
    macro(
        common,
        Tag.PixelValueTransformationSequence,
        first,
        Tag.RescaleIntercept,
        Tag.RescaleSlope);
    Sequence perFrame = enhanced.newSequence(Tag.PerFrameFunctionalGroupsSequence, slices.size());
    int at = 0;
    for (StoredInstance slice : slices) {
      Attributes dataset = read(slice.file());
      Attributes group = new Attributes();
      perFrame.add(group);
      macro(group, Tag.PlanePositionSequence, dataset, Tag.ImagePositionPatient);
      byte[] frame = dataset.getBytes(Tag.PixelData);
      System.arraycopy(frame, 0, pixels, at, frame.length);
      at += frame.length;
    }
    enhanced.setBytes(Tag.PixelData, VR.OW, pixels);
    Path file = directory.resolve(uid + ".dcm");
    write(enhanced, file);
    return stored(uid, UID.EnhancedCTImageStorage, file);
  }

  private static void macro(Attributes to, int sequence, Attributes from, int... tags)
      throws IOException {
    Attributes item = new Attributes();
    item.addSelected(from, tags);
    to.newSequence(sequence, 1).add(item);
  }

  private static Attributes read(Path file) throws IOException {
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      return in.readDataset(-1, -1);
    }
  }

  private static void write(Attributes dataset, Path file) throws IOException {
    try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
      out.writeDataset(dataset.createFileMetaInformation(UID.ExplicitVRLittleEndian), dataset);
    }
  }
}
