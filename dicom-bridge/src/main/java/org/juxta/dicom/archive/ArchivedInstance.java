package org.juxta.dicom.archive;

/**
 * An instance that an archive has.
 *
 * @param seriesInstanceUid (0020,000E)
 * @param sopInstanceUid (0008,0018)
 * @param sopClassUid (0008,0016), "" where the archive does not say
 */
public record ArchivedInstance(
    String seriesInstanceUid, String sopInstanceUid, String sopClassUid) {}
