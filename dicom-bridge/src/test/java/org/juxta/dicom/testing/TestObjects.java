package org.juxta.dicom.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** Small DICOM objects of our own making. */
public final class TestObjects {
  private TestObjects() {}

  /**
   * A CT image of {@code size x size} pixels of 16 bit; the number makes its SOP Instance UID and
   * its pixels.
   */
  public static Attributes ct(int number, int size) {
    Attributes image = new Attributes();
    image.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
    image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
    image.setString(Tag.SOPInstanceUID, VR.UI, "2.25.77." + number);
    image.setString(Tag.StudyDate, VR.DA, "20260304");
    image.setString(Tag.StudyTime, VR.TM, "050607");
    image.setString(Tag.Modality, VR.CS, "CT");
    image.setString(Tag.PatientName, VR.PN, "Müller^Änne");
    image.setString(Tag.PatientID, VR.LO, "Ö-1");
    image.setString(Tag.IssuerOfPatientID, VR.LO, "HOSPITAL");
    image.setString(Tag.StudyInstanceUID, VR.UI, "2.25.75");
    image.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.76");
    image.setInt(Tag.InstanceNumber, VR.IS, number);
    image.setInt(Tag.SamplesPerPixel, VR.US, 1);
    image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    image.setInt(Tag.Rows, VR.US, size);
    image.setInt(Tag.Columns, VR.US, size);
    image.setInt(Tag.BitsAllocated, VR.US, 16);
    image.setInt(Tag.BitsStored, VR.US, 16);
    image.setInt(Tag.HighBit, VR.US, 15);
    image.setInt(Tag.PixelRepresentation, VR.US, 0);
    byte[] pixels = new byte[size * size * 2];
    new Random(number).nextBytes(pixels);
    image.setBytes(Tag.PixelData, VR.OW, pixels);
    return image;
  }

  /** The image with its pixels as one fragment of made-up bytes, for any encapsulated syntax. */
  public static Attributes encapsulated(int number) {
    Attributes image = ct(number, 16);
    byte[] frame = image.getSafeBytes(Tag.PixelData);
    image.remove(Tag.PixelData);
    Fragments fragments = image.newFragments(Tag.PixelData, VR.OB, 2);
    fragments.add(new byte[0]);
    fragments.add(frame);
    return image;
  }

  /** The dataset's bytes in a transfer syntax. */
  public static byte[] encode(Attributes dataset, String transferSyntaxUid) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DicomOutputStream out = new DicomOutputStream(bytes, transferSyntaxUid)) {
      out.writeDataset(null, dataset);
    }
    return bytes.toByteArray();
  }

  /** Writes it as a Part 10 file, named by its SOP Instance UID. */
  public static Path write(Path directory, Attributes dataset, String transferSyntaxUid)
      throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(dataset.getString(Tag.SOPInstanceUID) + ".dcm");
    try (DicomOutputStream out =
        new DicomOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
      out.writeDataset(dataset.createFileMetaInformation(transferSyntaxUid), dataset);
    }
    return file;
  }
}
