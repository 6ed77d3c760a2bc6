package org.juxta.dicom.objects;

import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** What the index keeps of a dataset; "" where the dataset has no value. */
record DatasetHead(
    String sopClassUid,
    String sopInstanceUid,
    String studyInstanceUid,
    String seriesInstanceUid,
    String patientId,
    String issuerOfPatientId,
    String modality,
    String studyDate,
    String studyTime) {

  /** The top-level elements it is made of; (0008,0005) is needed to decode the others. */
  static final int[] TAGS = {
    Tag.SpecificCharacterSet,
    Tag.SOPClassUID,
    Tag.SOPInstanceUID,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.Modality,
    Tag.PatientID,
    Tag.IssuerOfPatientID,
    Tag.StudyInstanceUID,
    Tag.SeriesInstanceUID
  };

  /** Decodes the elements' value bytes; big endian matters to none of them, all are text. */
  static DatasetHead of(Map<Integer, byte[]> values) {
    Attributes attributes = new Attributes();
    values.forEach(
        (tag, bytes) -> attributes.setBytes(tag, ElementDictionary.vrOf(tag, null), bytes));
    return new DatasetHead(
        text(attributes, Tag.SOPClassUID),
        text(attributes, Tag.SOPInstanceUID),
        text(attributes, Tag.StudyInstanceUID),
        text(attributes, Tag.SeriesInstanceUID),
        text(attributes, Tag.PatientID),
        text(attributes, Tag.IssuerOfPatientID),
        text(attributes, Tag.Modality),
        text(attributes, Tag.StudyDate),
        text(attributes, Tag.StudyTime));
  }

  private static String text(Attributes attributes, int tag) {
    String value;
    try {
      value = attributes.getString(tag);
    } catch (RuntimeException undecodable) {
      // Some ISO 2022 character sets, and wrong ones, make the decoder throw. The index needs the
      // same text for
      // the same bytes more than it needs the right letters.
      Attributes latin = new Attributes();
      latin.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
      latin.setBytes(tag, ElementDictionary.vrOf(tag, null), attributes.getSafeBytes(tag));
      value = latin.getString(tag);
    }
    return value == null ? "" : value.trim();
  }
}
