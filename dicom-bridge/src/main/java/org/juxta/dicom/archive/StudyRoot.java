package org.juxta.dicom.archive;

import java.util.Collection;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * The Study Root Query/Retrieve Information Model (PS3.4 C.6.2) and its identifiers. The UIDs stand
 * here because their constants have other names in each line of dcm4che.
 */
final class StudyRoot {
  static final String FIND = "1.2.840.10008.5.1.4.1.2.2.1";
  static final String MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
  static final String GET = "1.2.840.10008.5.1.4.1.2.2.3";

  /** Priority (0000,0700) of what is neither urgent nor idle (PS3.7 E.1). */
  static final int MEDIUM = 0;

  private StudyRoot() {}

  /** Studies of a patient; attributes without a value are those to be answered. */
  static Attributes studies(StudyQuery query, String dates) {
    Attributes keys = new Attributes();
    if ((query.patientId() + query.issuerOfPatientId()).chars().anyMatch(c -> c > '~')) {
      keys.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    }
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
    keys.setString(Tag.PatientID, VR.LO, query.patientId());
    if (query.issuerOfPatientId().isEmpty()) {
      keys.setNull(Tag.IssuerOfPatientID, VR.LO);
    } else {
      keys.setString(Tag.IssuerOfPatientID, VR.LO, query.issuerOfPatientId());
    }
    keys.setString(Tag.StudyDate, VR.DA, dates);
    keys.setNull(Tag.StudyTime, VR.TM);
    keys.setNull(Tag.PatientBirthDate, VR.DA);
    keys.setNull(Tag.StudyInstanceUID, VR.UI);
    keys.setNull(Tag.StudyDescription, VR.LO);
    keys.setNull(Tag.ModalitiesInStudy, VR.CS);
    keys.setNull(Tag.ProcedureCodeSequence, VR.SQ);
    return keys;
  }

  static Attributes series(String study) {
    Attributes keys = new Attributes();
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, "SERIES");
    keys.setString(Tag.StudyInstanceUID, VR.UI, study);
    keys.setNull(Tag.SeriesInstanceUID, VR.UI);
    keys.setNull(Tag.Modality, VR.CS);
    keys.setNull(Tag.SeriesDescription, VR.LO);
    keys.setNull(Tag.BodyPartExamined, VR.CS);
    keys.setNull(Tag.ProtocolName, VR.LO);
    keys.setNull(Tag.PerformedProcedureStepDescription, VR.LO);
    return keys;
  }

  static Attributes instances(String study, String series) {
    Attributes keys = new Attributes();
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
    keys.setString(Tag.StudyInstanceUID, VR.UI, study);
    keys.setString(Tag.SeriesInstanceUID, VR.UI, series);
    keys.setNull(Tag.SOPInstanceUID, VR.UI);
    keys.setNull(Tag.SOPClassUID, VR.UI);
    return keys;
  }

  /** A whole series to be sent. */
  static Attributes retrieve(String study, String series) {
    Attributes keys = new Attributes();
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, "SERIES");
    keys.setString(Tag.StudyInstanceUID, VR.UI, study);
    keys.setString(Tag.SeriesInstanceUID, VR.UI, series);
    return keys;
  }

  /** Some instances of a series to be sent. */
  static Attributes retrieve(String study, String series, Collection<String> instances) {
    Attributes keys = retrieve(study, series);
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
    keys.setString(Tag.SOPInstanceUID, VR.UI, instances.toArray(String[]::new));
    return keys;
  }
}
