package org.juxta.dicom.tomography;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.radiograph.PatientStudyModules;

/**
 * Writes one slice of the chest as CT Image Storage (PS3.3 A.3, modules C.7.6.2 and C.8.2.1) in
 * Explicit VR Little Endian, text in UTF-8, twelve bits stored with a Rescale Intercept of -1024.
 */
public final class CtWriter {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
  private static final int BITS_STORED = 12;
  private static final int INTERCEPT = -1024;

  private CtWriter() {}

  /**
   * Writes one Part 10 file; an existing one is replaced.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(CtHeader header, CtSlice slice, Path out) throws IOException {
    Attributes dataset = new Attributes();
    dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    dataset.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
    dataset.setString(Tag.SOPInstanceUID, VR.UI, slice.sopInstanceUid());
    PatientStudyModules.write(header.patient(), header.study(), dataset);
    series(header.series(), dataset);
    plane(header.series(), slice.plane(), dataset);
    image(header.study().dateTime(), slice, dataset);
    dataset.setBytes(Tag.PixelData, VR.OW, stored(slice.hounsfield()));
    Attributes meta = dataset.createFileMetaInformation(UID.ExplicitVRLittleEndian);
    try (DicomOutputStream stream = new DicomOutputStream(out.toFile())) {
      stream.writeDataset(meta, dataset);
    }
  }

  private static void series(CtHeader.Series series, Attributes to) {
    to.setString(Tag.Modality, VR.CS, "CT");
    to.setString(Tag.SeriesInstanceUID, VR.UI, series.seriesInstanceUid());
    to.setInt(Tag.SeriesNumber, VR.IS, series.number());
    if (!series.description().isBlank()) {
      to.setString(Tag.SeriesDescription, VR.LO, series.description());
    }
    to.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
    to.setString(Tag.PatientPosition, VR.CS, "HFS");
    to.setString(Tag.FrameOfReferenceUID, VR.UI, series.frameOfReferenceUid());
    to.setNull(Tag.PositionReferenceIndicator, VR.LO);
  }

  private static void plane(CtHeader.Series series, ImagePlane plane, Attributes to) {
    to.setDouble(Tag.PixelSpacing, VR.DS, plane.rowSpacing(), plane.columnSpacing());
    Vector3 x = plane.alongRow();
    Vector3 y = plane.alongColumn();
    to.setString(
        Tag.ImageOrientationPatient,
        VR.DS,
        decimal(x.x()),
        decimal(x.y()),
        decimal(x.z()),
        decimal(y.x()),
        decimal(y.y()),
        decimal(y.z()));
    Vector3 p = plane.position();
    to.setString(Tag.ImagePositionPatient, VR.DS, decimal(p.x()), decimal(p.y()), decimal(p.z()));
    to.setString(Tag.SliceLocation, VR.DS, decimal(plane.distance()));
    to.setDouble(Tag.SliceThickness, VR.DS, series.sliceThickness());
    to.setDouble(Tag.GantryDetectorTilt, VR.DS, series.tilt());
  }

  /** General Image, Image Pixel and CT Image modules (PS3.3 C.7.6.1, C.7.6.3, C.8.2.1). */
  private static void image(LocalDateTime taken, CtSlice slice, Attributes to) {
    to.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
    to.setInt(Tag.InstanceNumber, VR.IS, slice.number());
    to.setString(Tag.ContentDate, VR.DA, DATE.format(taken));
    to.setString(Tag.ContentTime, VR.TM, TIME.format(taken));
    to.setString(Tag.AcquisitionDate, VR.DA, DATE.format(taken));
    to.setString(Tag.AcquisitionTime, VR.TM, TIME.format(taken));
    to.setInt(Tag.AcquisitionNumber, VR.IS, 1);
    to.setNull(Tag.KVP, VR.DS);
    to.setInt(Tag.SamplesPerPixel, VR.US, 1);
    to.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    to.setInt(Tag.Rows, VR.US, slice.plane().rows());
    to.setInt(Tag.Columns, VR.US, slice.plane().columns());
    to.setInt(Tag.BitsAllocated, VR.US, 16);
    to.setInt(Tag.BitsStored, VR.US, BITS_STORED);
    to.setInt(Tag.HighBit, VR.US, BITS_STORED - 1);
    to.setInt(Tag.PixelRepresentation, VR.US, 0);
    to.setDouble(Tag.RescaleIntercept, VR.DS, INTERCEPT);
    to.setDouble(Tag.RescaleSlope, VR.DS, 1);
    to.setString(Tag.RescaleType, VR.LO, "HU");
    to.setString(Tag.WindowCenter, VR.DS, "-600", "40");
    to.setString(Tag.WindowWidth, VR.DS, "1500", "400");
  }

  private static byte[] stored(short[] hounsfield) {
    byte[] bytes = new byte[2 * hounsfield.length];
    for (int i = 0; i < hounsfield.length; i++) {
      int value = Math.max(0, Math.min((1 << BITS_STORED) - 1, hounsfield[i] - INTERCEPT));
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
    return bytes;
  }

  /** The most exact text of a number that fits the 16 characters of a DS (PS3.5 6.2). */
  private static String decimal(double value) {
    for (int digits = 12; digits > 0; digits--) {
      String text =
          new BigDecimal(value)
              .setScale(digits, RoundingMode.HALF_EVEN)
              .stripTrailingZeros()
              .toPlainString();
      if (text.length() <= 16) {
        return text;
      }
    }
    throw new IllegalArgumentException("no decimal string (DS) holds " + value);
  }
}
