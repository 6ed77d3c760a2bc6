package org.juxta.dicom.archive;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.objects.Uids;
import org.juxta.dicom.study.PriorCandidate;

/** Asks by C-FIND in the Study Root model (PS3.4 C.6.2). */
public final class FindDirectory implements StudyDirectory {
  /** Series are asked for of so many studies, the newest. */
  private static final int MOST_STUDIES_LOOKED_INTO = 50;

  private final ArchiveClient client;
  private final ArchiveNode node;

  public FindDirectory(ArchiveClient client, ArchiveNode node) {
    this.client = client;
    this.node = node;
  }

  @Override
  public String name() {
    return node.toString();
  }

  /** What is asked over one association. */
  private interface Questions<T> {
    DirectoryAnswer<T> ask(FindSession session) throws IOException, InterruptedException;
  }

  @Override
  public DirectoryAnswer<PriorCandidate> studies(StudyQuery query, Deadline deadline) {
    String whyNot = query.whyNot();
    return whyNot.isEmpty()
        ? asked(session -> studies(session, query), deadline)
        : new DirectoryAnswer.NotAnswered<>(whyNot);
  }

  private DirectoryAnswer<PriorCandidate> studies(FindSession session, StudyQuery query)
      throws IOException, InterruptedException {
    FindSession.Matches found =
        session.find(
            StudyRoot.studies(query, date(query.from()) + "-" + date(query.to())), MOST_STUDIES);
    List<Attributes> studies =
        found.answers().stream()
            .filter(study -> Uids.isValid(uid(study, Tag.StudyInstanceUID)))
            .sorted(
                Comparator.comparing((Attributes study) -> uid(study, Tag.StudyDate)).reversed())
            .toList();
    List<PriorCandidate> candidates = new ArrayList<>();
    for (Attributes study : studies) {
      List<Attributes> series =
          candidates.size() < MOST_STUDIES_LOOKED_INTO
              ? session
                  .find(StudyRoot.series(uid(study, Tag.StudyInstanceUID)), MOST_SERIES)
                  .answers()
              : List.of();
      candidates.add(PriorCandidate.answered(study, series, name()));
    }
    return new DirectoryAnswer.Found<>(candidates, found.cutOff());
  }

  @Override
  public DirectoryAnswer<ArchivedInstance> instances(
      String studyInstanceUid, Predicate<String> modality, Deadline deadline) {
    return asked(session -> instances(session, studyInstanceUid, modality), deadline);
  }

  private static DirectoryAnswer<ArchivedInstance> instances(
      FindSession session, String study, Predicate<String> modality)
      throws IOException, InterruptedException {
    List<ArchivedInstance> instances = new ArrayList<>();
    FindSession.Matches series = session.find(StudyRoot.series(study), MOST_SERIES);
    boolean cutOff = series.cutOff();
    for (Attributes one : series.answers()) {
      String uid = uid(one, Tag.SeriesInstanceUID);
      if (!Uids.isValid(uid) || !modality.test(uid(one, Tag.Modality))) {
        continue;
      }
      FindSession.Matches found = session.find(StudyRoot.instances(study, uid), MOST_INSTANCES);
      cutOff |= found.cutOff();
      for (Attributes instance : found.answers()) {
        String sop = uid(instance, Tag.SOPInstanceUID);
        if (Uids.isValid(sop)) {
          instances.add(new ArchivedInstance(uid, sop, uid(instance, Tag.SOPClassUID)));
        }
      }
    }
    return new DirectoryAnswer.Found<>(instances, cutOff);
  }

  private <T> DirectoryAnswer<T> asked(Questions<T> questions, Deadline deadline) {
    if (deadline.hasPassed()) {
      return new DirectoryAnswer.NotAnswered<>("the time for it is over");
    }
    try (FindSession session = new FindSession(client, node, deadline)) {
      return questions.ask(session);
    } catch (IOException | RuntimeException e) {
      return new DirectoryAnswer.NotAnswered<>(StoreBatch.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DirectoryAnswer.NotAnswered<>("interrupted");
    }
  }

  private static String date(LocalDate date) {
    return date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static String uid(Attributes answer, int tag) {
    String value = answer.getString(tag);
    return value == null ? "" : value.strip();
  }
}
