package org.juxta.plugin.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.juxta.dicom.archive.ArchivedInstance;
import org.juxta.dicom.archive.Deadline;
import org.juxta.dicom.archive.DirectoryAnswer;
import org.juxta.dicom.archive.InstanceFetch;
import org.juxta.dicom.archive.StudyDirectory;
import org.juxta.dicom.archive.StudyFetch;
import org.juxta.dicom.archive.StudyQuery;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.study.PriorCandidate;
import org.juxta.dicom.study.ViewPlane;

/**
 * An archive in memory that has earlier studies, is down when told, and loses what it is told to.
 */
final class PriorPacs implements StudyDirectory, InstanceFetch {
  static final String NAME = "OLD@pacs:104";

  private final Map<Integer, List<Path>> studies = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Consumer<Path> send = file -> {};
  private boolean down;
  private int lost = -1;

  /** How an instance reaches Juxta. */
  void sendBy(Consumer<Path> way) {
    send = way;
  }

  void has(int study, Path... images) {
    studies.put(study, List.of(images));
  }

  void isDown() {
    down = true;
  }

  /** From now on it lists a study and does not send it. */
  void loses(int study) {
    lost = study;
  }

  /** SOP Instance UIDs that it was asked to send, in order. */
  List<String> asked() {
    return asked;
  }

  StudyFetch in(ObjectStore store) {
    return new StudyFetch(this, this, store, 2, Duration.ofMillis(1));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DirectoryAnswer<PriorCandidate> studies(StudyQuery query, Deadline deadline) {
    if (down) {
      return new DirectoryAnswer.NotAnswered<>("connection refused");
    }
    return new DirectoryAnswer.Found<>(
        studies.keySet().stream().map(PriorPacs::candidate).toList(), false);
  }

  private static PriorCandidate candidate(int study) {
    return new PriorCandidate(
        Radiographs.studyUid(study),
        "P-1",
        null,
        null,
        "",
        LocalDateTime.of(study, 3, 4, 5, 6, 7),
        true,
        "Chest",
        null,
        Set.of("DX"),
        "CHEST",
        Set.of("CHEST"),
        Set.of(ViewPlane.FRONTAL),
        NAME);
  }

  @Override
  public DirectoryAnswer<ArchivedInstance> instances(
      String studyInstanceUid, Predicate<String> modality, Deadline deadline) {
    List<ArchivedInstance> instances = new ArrayList<>();
    studies.forEach(
        (study, images) -> {
          if (Radiographs.studyUid(study).equals(studyInstanceUid)) {
            for (int i = 1; i <= images.size(); i++) {
              instances.add(
                  new ArchivedInstance(
                      studyInstanceUid + "." + i, Radiographs.imageUid(study, i), ""));
            }
          }
        });
    return new DirectoryAnswer.Found<>(instances, false);
  }

  @Override
  public String fetch(
      String studyInstanceUid,
      List<ArchivedInstance> missing,
      Set<String> wholeSeries,
      Deadline deadline) {
    if (Radiographs.studyUid(lost).equals(studyInstanceUid)) {
      return "answers C-MOVE with A702H";
    }
    studies.forEach(
        (study, images) -> {
          for (int i = 1; i <= images.size(); i++) {
            String uid = Radiographs.imageUid(study, i);
            if (missing.stream().anyMatch(one -> one.sopInstanceUid().equals(uid))) {
              asked.add(uid);
              send.accept(images.get(i - 1));
            }
          }
        });
    return "";
  }
}
