package org.juxta.dicom.objects;

/**
 * What the C-STORE request says of an object before its dataset is read.
 *
 * @param sopClassUid Affected SOP Class UID (0000,0002)
 * @param sopInstanceUid Affected SOP Instance UID (0000,1000)
 * @param transferSyntaxUid the syntax negotiated for the presentation context
 * @param callingAeTitle the sender, at most 16 printable characters
 */
public record ObjectOrigin(
    String sopClassUid, String sopInstanceUid, String transferSyntaxUid, String callingAeTitle) {}
