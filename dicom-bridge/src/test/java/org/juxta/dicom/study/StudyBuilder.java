package org.juxta.dicom.study;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.StoredInstance;

/** Studies for tests: a chest DX study of patient P at the first of 2026, unless told otherwise. */
final class StudyBuilder {
  private String uid;
  private String patientId = "P";
  private String issuer = "";
  private @Nullable LocalDate birthDate;
  private @Nullable LocalDateTime dateTime = LocalDateTime.of(2026, 1, 1, 12, 0);
  private boolean timeStated = true;
  private String description = "";
  private @Nullable CodedConcept procedure;
  private String bodyPart = "CHEST";
  private Set<String> regions = Set.of("CHEST");
  private final List<ImageDetails> images = new ArrayList<>();

  StudyBuilder(String uid) {
    this.uid = uid;
  }

  StudyBuilder uid(String studyInstanceUid) {
    uid = studyInstanceUid;
    return this;
  }

  StudyBuilder patient(String id, String issuerOfId) {
    patientId = id;
    issuer = issuerOfId;
    return this;
  }

  StudyBuilder born(LocalDate date) {
    birthDate = date;
    return this;
  }

  StudyBuilder at(@Nullable LocalDateTime when) {
    dateTime = when;
    return this;
  }

  StudyBuilder withoutTime() {
    timeStated = false;
    return this;
  }

  StudyBuilder described(String words) {
    description = words;
    return this;
  }

  StudyBuilder procedure(String code) {
    procedure = new CodedConcept(code, "99TEST", code);
    return this;
  }

  StudyBuilder showing(String... regionNames) {
    regions = new TreeSet<>(List.of(regionNames));
    bodyPart = String.join("+", regions);
    return this;
  }

  StudyBuilder image(String modality, String view) {
    return image(modality, view, dateTime, "");
  }

  StudyBuilder image(
      String modality, String view, @Nullable LocalDateTime acquired, String presentationIntent) {
    int number = images.size() + 1;
    images.add(
        new ImageDetails(
            new StoredInstance(
                uid + ".9." + number,
                "1.2.840.10008.5.1.4.1.1.1.1",
                uid,
                uid + "." + number,
                patientId,
                issuer,
                modality,
                "1.2.840.10008.1.2.1",
                Path.of("none"),
                Instant.EPOCH,
                "TEST"),
            view,
            view.isEmpty() ? "no attribute states the view" : "View Position (0018,5101) " + view,
            "",
            100,
            100,
            1,
            number,
            acquired,
            presentationIntent));
    return this;
  }

  StudyDetails build() {
    List<SeriesDetails> series =
        images.stream()
            .map(
                image ->
                    new SeriesDetails(
                        image.instance().seriesInstanceUid(),
                        image.modality(),
                        image.instanceNumber(),
                        "",
                        List.of(image),
                        List.of()))
            .toList();
    return new StudyDetails(
        uid,
        patientId,
        issuer,
        "",
        birthDate,
        "",
        "",
        dateTime,
        timeStated,
        "",
        "",
        description,
        procedure,
        images.isEmpty() ? "" : images.get(0).modality(),
        bodyPart,
        regions,
        "",
        series,
        List.of());
  }
}
