package org.juxta.dicom.report.content;

/**
 * Another SR document, named the way a Predecessor Documents Sequence names it (PS3.3 C.17.2).
 *
 * @param sopClassUid its SOP Class UID
 * @param sopInstanceUid its SOP Instance UID
 * @param seriesInstanceUid its series
 * @param studyInstanceUid its study
 */
public record DocumentReference(
    String sopClassUid, String sopInstanceUid, String seriesInstanceUid, String studyInstanceUid) {}
