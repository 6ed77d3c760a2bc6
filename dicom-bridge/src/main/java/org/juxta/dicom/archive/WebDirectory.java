package org.juxta.dicom.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.objects.Uids;
import org.juxta.dicom.study.PriorCandidate;

/** Asks by QIDO-RS (PS3.18 10.6). */
public final class WebDirectory implements StudyDirectory {
  /** Series are asked for of so many studies, the newest. */
  private static final int MOST_STUDIES_LOOKED_INTO = 50;

  private static final String JSON = "application/dicom+json";

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'(),;:@/";

  private final WebClient client;
  private final WebArchive archive;

  public WebDirectory(WebClient client, WebArchive archive) {
    this.client = client;
    this.archive = archive;
  }

  @Override
  public String name() {
    return archive.toString();
  }

  /** Some requests, one after the other. */
  private interface Questions<T> {
    DirectoryAnswer<T> ask() throws IOException, InterruptedException;
  }

  @Override
  public DirectoryAnswer<PriorCandidate> studies(StudyQuery query, Deadline deadline) {
    String whyNot = query.whyNot();
    return whyNot.isEmpty()
        ? asked(() -> candidates(query, deadline))
        : new DirectoryAnswer.NotAnswered<>(whyNot);
  }

  private DirectoryAnswer<PriorCandidate> candidates(StudyQuery query, Deadline deadline)
      throws IOException, InterruptedException {
    String path =
        "/studies?PatientID="
            + encoded(query.patientId())
            + (query.issuerOfPatientId().isEmpty()
                ? ""
                : "&IssuerOfPatientID=" + encoded(query.issuerOfPatientId()))
            + "&StudyDate="
            + query.from().format(DateTimeFormatter.BASIC_ISO_DATE)
            + "-"
            + query.to().format(DateTimeFormatter.BASIC_ISO_DATE)
            // Issuer, description and procedure are not among what is always answered (10.6.3-3).
            + "&includefield=00100021&includefield=00081030&includefield=00081032"
            + "&includefield=00100030&limit="
            + (MOST_STUDIES + 1);
    List<Attributes> studies = get(path, deadline);
    List<Attributes> known =
        studies.stream()
            .filter(study -> Uids.isValid(text(study, Tag.StudyInstanceUID)))
            .sorted(
                Comparator.comparing((Attributes study) -> text(study, Tag.StudyDate)).reversed())
            .limit(MOST_STUDIES)
            .toList();
    List<PriorCandidate> candidates = new ArrayList<>();
    for (Attributes study : known) {
      List<Attributes> series =
          candidates.size() < MOST_STUDIES_LOOKED_INTO
              ? series(text(study, Tag.StudyInstanceUID), deadline)
              : List.of();
      candidates.add(PriorCandidate.answered(study, series, name()));
    }
    return new DirectoryAnswer.Found<>(candidates, studies.size() > MOST_STUDIES);
  }

  private List<Attributes> series(String study, Deadline deadline)
      throws IOException, InterruptedException {
    return get(
        "/studies/"
            + study
            + "/series?includefield=00180015&includefield=00181030&includefield=0008103E"
            + "&includefield=00400254&limit="
            + MOST_SERIES,
        deadline);
  }

  @Override
  public DirectoryAnswer<ArchivedInstance> instances(
      String studyInstanceUid, Predicate<String> modality, Deadline deadline) {
    return asked(
        () -> {
          List<ArchivedInstance> instances = new ArrayList<>();
          boolean cutOff = false;
          for (Attributes one : series(studyInstanceUid, deadline)) {
            String series = text(one, Tag.SeriesInstanceUID);
            if (Uids.isValid(series) && modality.test(text(one, Tag.Modality))) {
              List<Attributes> found =
                  get(
                      "/studies/%s/series/%s/instances?limit=%d"
                          .formatted(studyInstanceUid, series, MOST_INSTANCES + 1),
                      deadline);
              cutOff |= found.size() > MOST_INSTANCES;
              found.stream()
                  .filter(instance -> Uids.isValid(text(instance, Tag.SOPInstanceUID)))
                  .map(
                      instance ->
                          new ArchivedInstance(
                              series,
                              text(instance, Tag.SOPInstanceUID),
                              text(instance, Tag.SOPClassUID)))
                  .forEach(instances::add);
            }
          }
          return new DirectoryAnswer.Found<>(instances, cutOff);
        });
  }

  private List<Attributes> get(String path, Deadline deadline)
      throws IOException, InterruptedException {
    try (WebClient.Answer answer = client.get(archive, path, JSON, deadline)) {
      return DicomJson.datasets(answer);
    }
  }

  private static <T> DirectoryAnswer<T> asked(Questions<T> questions) {
    try {
      return questions.ask();
    } catch (IOException | RuntimeException e) {
      return new DirectoryAnswer.NotAnswered<>(StoreBatch.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DirectoryAnswer.NotAnswered<>("interrupted");
    }
  }

  /**
   * A value of a query (RFC 3986 3.4). Only what must be is encoded: Orthanc's plugin of 2022 takes
   * what is encoded as it stands.
   */
  private static String encoded(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7F && PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return encoded.toString();
  }

  private static String text(Attributes answer, int tag) {
    String value = answer.getString(tag);
    return value == null ? "" : value.strip();
  }
}
