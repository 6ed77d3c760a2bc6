package org.juxta.dicom.report.content;

/**
 * The patient and study that a report belongs to, as the study's images say it; empty where they do
 * not. Without exactly these a PACS files the report into a study of its own.
 *
 * @param patientName Patient's Name (0010,0010), with its {@code ^} and {@code =} delimiters
 * @param patientId Patient ID (0010,0020)
 * @param issuerOfPatientId Issuer of Patient ID (0010,0021)
 * @param patientBirthDate Patient's Birth Date (0010,0030), {@code yyyyMMdd}
 * @param patientSex Patient's Sex (0010,0040): {@code M}, {@code F}, {@code O}
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param studyDate Study Date (0008,0020), {@code yyyyMMdd}
 * @param studyTime Study Time (0008,0030), {@code HHmmss} with an optional fraction
 * @param studyId Study ID (0020,0010)
 * @param accessionNumber Accession Number (0008,0050)
 * @param referringPhysicianName Referring Physician's Name (0008,0090)
 * @param studyDescription Study Description (0008,1030)
 */
public record StudyIdentity(
    String patientName,
    String patientId,
    String issuerOfPatientId,
    String patientBirthDate,
    String patientSex,
    String studyInstanceUid,
    String studyDate,
    String studyTime,
    String studyId,
    String accessionNumber,
    String referringPhysicianName,
    String studyDescription) {}
