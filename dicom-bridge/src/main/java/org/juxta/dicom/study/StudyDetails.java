package org.juxta.dicom.study;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One study, from the headers of its objects.
 *
 * @param studyInstanceUid (0020,000D)
 * @param patientId (0010,0020); "" where none is stated, or where the objects name different
 *     patients
 * @param issuerOfPatientId (0010,0021), "" if none
 * @param patientName (0010,0010) as stored, "" if none
 * @param patientBirthDate (0010,0030)
 * @param patientSex (0010,0040), "" if none
 * @param identityReason why patientId is "" though objects state one, else ""
 * @param dateTime Study Date and Time; midnight where no time is stated
 * @param timeStated whether the time of dateTime was stated
 * @param dateTimeReason which attributes it is from, or why there is none
 * @param accessionNumber (0008,0050), "" if none
 * @param description Study Description (0008,1030), "" if none
 * @param procedureCode first item of Procedure Code Sequence (0008,1032)
 * @param modality of most of its images, "" without images
 * @param bodyPart Body Part Examined or what stands in for it, see {@link BodyPart#name}
 * @param bodyRegions the regions that its images show
 * @param bodyPartReason see {@link BodyPart#reason}
 * @param series in the order of their Series Number
 * @param unreadable objects that are not in any series because their header cannot be read
 */
public record StudyDetails(
    String studyInstanceUid,
    String patientId,
    String issuerOfPatientId,
    String patientName,
    @Nullable LocalDate patientBirthDate,
    String patientSex,
    String identityReason,
    @Nullable LocalDateTime dateTime,
    boolean timeStated,
    String dateTimeReason,
    String accessionNumber,
    String description,
    @Nullable CodedConcept procedureCode,
    String modality,
    String bodyPart,
    Set<String> bodyRegions,
    String bodyPartReason,
    List<SeriesDetails> series,
    List<UnreadableObject> unreadable) {
  public StudyDetails {
    bodyRegions = Set.copyOf(bodyRegions);
    series = List.copyOf(series);
    unreadable = List.copyOf(unreadable);
  }

  /** All images of all series. */
  public List<ImageDetails> images() {
    return series.stream().flatMap(one -> one.images().stream()).toList();
  }

  /** Modalities that it has images of. */
  public Set<String> imageModalities() {
    return series.stream()
        .filter(one -> !one.images().isEmpty())
        .map(SeriesDetails::modality)
        .collect(Collectors.toUnmodifiableSet());
  }
}
