package org.juxta.dicom.study;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What the choice of a prior needs to know of a study, whether we hold it or an archive told of it.
 *
 * @param studyInstanceUid (0020,000D)
 * @param patientId (0010,0020), "" where none is stated or can be relied on
 * @param issuerOfPatientId (0010,0021); "" where there is none, null where an archive does not say,
 *     so that only the objects themselves can
 * @param patientBirthDate (0010,0030)
 * @param identityReason why patientId is "" though objects state one, else ""
 * @param dateTime Study Date and Time; midnight where no time is stated
 * @param timeStated whether the time of dateTime was stated
 * @param description Study Description (0008,1030), "" if none
 * @param procedureCode first item of Procedure Code Sequence (0008,1032)
 * @param imageModalities modalities (0008,0060) that it has images of
 * @param bodyPart see {@link BodyPart#name}
 * @param bodyRegions the regions that its images show
 * @param planes of its views; {@link ViewPlane#UNKNOWN} where an image or series does not say
 * @param source the archive that told of it, "" for a study that we hold
 */
public record PriorCandidate(
    String studyInstanceUid,
    String patientId,
    @Nullable String issuerOfPatientId,
    @Nullable LocalDate patientBirthDate,
    String identityReason,
    @Nullable LocalDateTime dateTime,
    boolean timeStated,
    String description,
    @Nullable CodedConcept procedureCode,
    Set<String> imageModalities,
    String bodyPart,
    Set<String> bodyRegions,
    Set<ViewPlane> planes,
    String source) {

  /**
   * Modalities (PS3.3 C.7.3.1.1.1) of objects that are not images of the patient: reports, key
   * objects, presentation states, segmentations, plans, signals.
   */
  private static final Set<String> NO_IMAGES =
      Set.of(
          "SR",
          "KO",
          "PR",
          "SEG",
          "REG",
          "FID",
          "RWV",
          "DOC",
          "AU",
          "ECG",
          "EPS",
          "HD",
          "RESP",
          "ASMT",
          "PLAN",
          "RTPLAN",
          "RTRECORD",
          "RTSTRUCT",
          "RTDOSE",
          "SMR",
          "SRF",
          "M3D",
          "TEXTUREMAP",
          "STAIN");

  public PriorCandidate {
    imageModalities = Set.copyOf(imageModalities);
    bodyRegions = Set.copyOf(bodyRegions);
    planes = Set.copyOf(planes);
  }

  /** A study that we hold. */
  public static PriorCandidate of(StudyDetails study) {
    return new PriorCandidate(
        study.studyInstanceUid(),
        study.patientId(),
        study.issuerOfPatientId(),
        study.patientBirthDate(),
        study.identityReason(),
        study.dateTime(),
        study.timeStated(),
        study.description(),
        study.procedureCode(),
        study.imageModalities(),
        study.bodyPart(),
        study.bodyRegions(),
        study.images().stream().map(ImageDetails::plane).collect(Collectors.toSet()),
        "");
  }

  /**
   * A study as an archive answers of it (PS3.4 C.6.2: Study Root, study and series level).
   *
   * @param study the answer of the study level
   * @param series the answers of the series level; without any, Modalities in Study (0008,0061)
   *     says what there is
   * @param source the archive
   */
  public static PriorCandidate answered(Attributes study, List<Attributes> series, String source) {
    List<Attributes> images =
        series.stream()
            .filter(one -> isImage(HeaderText.of(one, Tag.Modality)))
            .map(one -> withStudy(one, study))
            .toList();
    Set<String> modalities =
        series.isEmpty()
            ? HeaderText.all(study, Tag.ModalitiesInStudy).stream()
                .filter(PriorCandidate::isImage)
                .collect(Collectors.toSet())
            : images.stream()
                .map(one -> HeaderText.of(one, Tag.Modality))
                .collect(Collectors.toSet());
    BodyPart bodyPart = StudyReader.bodyPart(images.isEmpty() ? List.of(study) : images);
    LocalDateTime dateTime = HeaderDates.dateTime(study, Tag.StudyDate, Tag.StudyTime);
    String issuer = HeaderText.of(study, Tag.IssuerOfPatientID);
    return new PriorCandidate(
        HeaderText.of(study, Tag.StudyInstanceUID),
        HeaderText.of(study, Tag.PatientID),
        issuer.isEmpty() ? null : issuer,
        HeaderDates.date(study, Tag.PatientBirthDate),
        "",
        dateTime,
        HeaderDates.time(study, Tag.StudyTime) != null,
        HeaderText.of(study, Tag.StudyDescription),
        HeaderText.code(study, Tag.ProcedureCodeSequence),
        modalities,
        bodyPart.name(),
        bodyPart.regions(),
        images.isEmpty()
            ? Set.of(ViewPlane.UNKNOWN)
            : images.stream()
                .map(one -> ViewPlane.of(ViewResolver.of(one).view()))
                .collect(Collectors.toSet()),
        source);
  }

  private static boolean isImage(String modality) {
    return !modality.isEmpty() && !NO_IMAGES.contains(modality);
  }

  /** The series' answer with what the study's says besides. */
  private static Attributes withStudy(Attributes series, Attributes study) {
    Attributes both = new Attributes(study);
    both.addAll(series);
    return both;
  }

  /** How people read where it is. */
  public String where() {
    return source.isEmpty() ? "our own store" : source;
  }
}
