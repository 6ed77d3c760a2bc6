package org.juxta.dicom.report.module;

import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.content.StudyIdentity;

/** Patient and General Study Modules (PS3.3 C.7.1.1, C.7.2.1) of a document and of its images. */
public final class PatientStudyModule {
  private static final Set<String> SEXES = Set.of("M", "F", "O");

  private PatientStudyModule() {}

  /**
   * The identity that a data set states. A date, time or sex that is none in the standard's form
   * reads as empty: the report must be valid where the image was not.
   */
  public static StudyIdentity read(Attributes dataset) {
    String sex = dataset.getString(Tag.PatientSex, "");
    return new StudyIdentity(
        dataset.getString(Tag.PatientName, ""),
        dataset.getString(Tag.PatientID, ""),
        dataset.getString(Tag.IssuerOfPatientID, ""),
        date(dataset, Tag.PatientBirthDate),
        SEXES.contains(sex) ? sex : "",
        dataset.getString(Tag.StudyInstanceUID, ""),
        date(dataset, Tag.StudyDate),
        time(dataset, Tag.StudyTime),
        dataset.getString(Tag.StudyID, ""),
        dataset.getString(Tag.AccessionNumber, ""),
        dataset.getString(Tag.ReferringPhysicianName, ""),
        dataset.getString(Tag.StudyDescription, ""));
  }

  /** Writes the identity into a document; attributes of type 2 are there even when empty. */
  public static void write(StudyIdentity study, Attributes document) {
    document.setString(Tag.PatientName, VR.PN, study.patientName());
    document.setString(Tag.PatientID, VR.LO, study.patientId());
    putIfKnown(document, Tag.IssuerOfPatientID, VR.LO, study.issuerOfPatientId());
    document.setString(Tag.PatientBirthDate, VR.DA, study.patientBirthDate());
    document.setString(Tag.PatientSex, VR.CS, study.patientSex());
    document.setString(Tag.StudyInstanceUID, VR.UI, study.studyInstanceUid());
    document.setString(Tag.StudyDate, VR.DA, study.studyDate());
    document.setString(Tag.StudyTime, VR.TM, study.studyTime());
    document.setString(Tag.StudyID, VR.SH, study.studyId());
    document.setString(Tag.AccessionNumber, VR.SH, study.accessionNumber());
    document.setString(Tag.ReferringPhysicianName, VR.PN, study.referringPhysicianName());
    putIfKnown(document, Tag.StudyDescription, VR.LO, study.studyDescription());
  }

  private static void putIfKnown(Attributes document, int tag, VR vr, String value) {
    if (!value.isEmpty()) {
      document.setString(tag, vr, value);
    }
  }

  private static String date(Attributes dataset, int tag) {
    String date = dataset.getString(tag, "").replace(".", "");
    return date.matches("\\d{8}") ? date : "";
  }

  private static String time(Attributes dataset, int tag) {
    String time = dataset.getString(tag, "").replace(":", "");
    return time.matches("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?") ? time : "";
  }
}
