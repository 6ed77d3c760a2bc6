package org.juxta.dicom.radiograph;

/**
 * The projections of the chest that can be written, named by View Position (0018,5101), each with
 * its code of CID 4010 (SNOMED CT) and the Patient Orientation (0020,0020) of an image shown the
 * way it is read: frontal with the patient's left on the right of the image, left lateral facing
 * the left of the image (PS3.3 C.7.6.1.1.1: first value is the direction of the rows, second of the
 * columns).
 */
public enum ChestProjection {
  PA("272479007", "postero-anterior", "L", "F"),
  AP("399348003", "antero-posterior", "L", "F"),
  LL("399173006", "left lateral", "P", "F"),
  RL("399198007", "right lateral", "A", "F");

  private final String code;
  private final String meaning;
  private final String rowDirection;
  private final String columnDirection;

  ChestProjection(String code, String meaning, String rowDirection, String columnDirection) {
    this.code = code;
    this.meaning = meaning;
    this.rowDirection = rowDirection;
    this.columnDirection = columnDirection;
  }

  /** Code value in SNOMED CT (CID 4010). */
  String code() {
    return code;
  }

  /** Code meaning in CID 4010. */
  String meaning() {
    return meaning;
  }

  /** Patient Orientation (0020,0020), two values. */
  String[] patientOrientation() {
    return new String[] {rowDirection, columnDirection};
  }
}
