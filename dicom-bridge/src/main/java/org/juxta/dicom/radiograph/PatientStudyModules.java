package org.juxta.dicom.radiograph;

import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * What every image of a study says alike: Patient and General Study modules (PS3.3 C.7.1.1,
 * C.7.2.1), and of General Equipment (C.7.5.1) institution and manufacturer.
 */
public final class PatientStudyModules {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  private PatientStudyModules() {}

  /** Adds the modules to a data set. */
  public static void write(
      RadiographHeader.Patient patient, RadiographHeader.Study study, Attributes to) {
    patient(patient, to);
    study(study, to);
  }

  private static void patient(RadiographHeader.Patient patient, Attributes to) {
    to.setString(Tag.PatientName, VR.PN, patient.name());
    to.setString(Tag.PatientID, VR.LO, patient.id());
    setUnlessBlank(to, Tag.IssuerOfPatientID, patient.issuerOfId());
    if (patient.birthDate() != null) {
      to.setString(Tag.PatientBirthDate, VR.DA, DATE.format(patient.birthDate()));
    } else {
      to.setNull(Tag.PatientBirthDate, VR.DA);
    }
    to.setString(Tag.PatientSex, VR.CS, patient.sex());
  }

  private static void study(RadiographHeader.Study study, Attributes to) {
    to.setString(Tag.StudyInstanceUID, VR.UI, study.studyInstanceUid());
    to.setString(Tag.StudyDate, VR.DA, DATE.format(study.dateTime()));
    to.setString(Tag.StudyTime, VR.TM, TIME.format(study.dateTime()));
    to.setNull(Tag.ReferringPhysicianName, VR.PN);
    to.setString(Tag.StudyID, VR.SH, "1");
    to.setString(Tag.AccessionNumber, VR.SH, study.accessionNumber());
    setUnlessBlank(to, Tag.StudyDescription, study.description());
    setUnlessBlank(to, Tag.InstitutionName, study.institution());
    to.setString(Tag.Manufacturer, VR.LO, study.manufacturer());
  }

  private static void setUnlessBlank(Attributes to, int tag, String value) {
    if (!value.isBlank()) {
      to.setString(tag, VR.LO, value);
    }
  }
}
