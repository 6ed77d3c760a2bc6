package org.juxta.dicom.objects;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One object as it was received and is kept.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param seriesInstanceUid Series Instance UID (0020,000E)
 * @param patientId Patient ID (0010,0020), "" if the object has none
 * @param issuerOfPatientId Issuer of Patient ID (0010,0021), "" if the object has none
 * @param modality Modality (0008,0060), "" if the object has none
 * @param transferSyntaxUid the syntax of the dataset in the file, which is the one it was sent in
 * @param file the Part 10 file: our own File Meta Information, then the dataset byte for byte as
 *     received
 * @param receivedAt when its row was made
 * @param callingAeTitle the sender's AE title, which is also the file's Source Application Entity
 *     Title
 */
public record StoredInstance(
    String sopInstanceUid,
    String sopClassUid,
    String studyInstanceUid,
    String seriesInstanceUid,
    String patientId,
    String issuerOfPatientId,
    String modality,
    String transferSyntaxUid,
    Path file,
    Instant receivedAt,
    String callingAeTitle) {}
