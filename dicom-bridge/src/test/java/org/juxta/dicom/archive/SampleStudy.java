package org.juxta.dicom.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.juxta.dicom.testing.TestObjects;

/** A study of small radiographs for archives to keep, with a report beside them. */
final class SampleStudy {
  static final String PATIENT = "Ö-1 [7]";
  static final String ISSUER = "HOSPITAL";
  static final String UID_ROOT = "2.25.7000";

  private SampleStudy() {}

  /** A study of a patient: radiographs in one series, and in another a report. */
  static List<Path> write(Path directory, int number, String patient, String date, int images)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= images; i++) {
      Attributes image = head(number, patient, date);
      image.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.1.1");
      image.setString(Tag.SOPInstanceUID, VR.UI, sop(number, i));
      image.setString(Tag.SeriesInstanceUID, VR.UI, study(number) + ".1");
      image.setString(Tag.Modality, VR.CS, "DX");
      image.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
      image.setString(Tag.SeriesDescription, VR.LO, "Thorax PA");
      image.setInt(Tag.InstanceNumber, VR.IS, i);
      image.setInt(Tag.SamplesPerPixel, VR.US, 1);
      image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
      image.setInt(Tag.Rows, VR.US, 16);
      image.setInt(Tag.Columns, VR.US, 16);
      image.setInt(Tag.BitsAllocated, VR.US, 8);
      image.setInt(Tag.BitsStored, VR.US, 8);
      image.setInt(Tag.HighBit, VR.US, 7);
      image.setInt(Tag.PixelRepresentation, VR.US, 0);
      image.setBytes(Tag.PixelData, VR.OB, new byte[256]);
      files.add(TestObjects.write(directory, image, UID.ExplicitVRLittleEndian));
    }
    Attributes report = head(number, patient, date);
    report.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.88.11");
    report.setString(Tag.SOPInstanceUID, VR.UI, sop(number, 900));
    report.setString(Tag.SeriesInstanceUID, VR.UI, study(number) + ".2");
    report.setString(Tag.Modality, VR.CS, "SR");
    files.add(TestObjects.write(directory, report, UID.ExplicitVRLittleEndian));
    return files;
  }

  private static Attributes head(int number, String patient, String date) {
    Attributes head = new Attributes();
    head.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    head.setString(Tag.StudyInstanceUID, VR.UI, study(number));
    head.setString(Tag.StudyDate, VR.DA, date);
    head.setString(Tag.StudyTime, VR.TM, "101500");
    head.setString(Tag.StudyDescription, VR.LO, "Röntgen Thorax");
    head.setString(Tag.PatientID, VR.LO, patient);
    head.setString(Tag.IssuerOfPatientID, VR.LO, ISSUER);
    head.setString(Tag.PatientName, VR.PN, "Test^Person");
    head.setString(Tag.PatientBirthDate, VR.DA, "19500203");
    head.setString(Tag.AccessionNumber, VR.SH, "A" + number);
    head.setString(Tag.StudyID, VR.SH, String.valueOf(number));
    return head;
  }

  static String study(int number) {
    return UID_ROOT + "." + number;
  }

  static String sop(int study, int image) {
    return study(study) + ".9." + image;
  }
}
