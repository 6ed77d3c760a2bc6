package org.juxta.dicom.archive;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.juxta.dicom.objects.ObjectStore;

/**
 * Brings a study from an archive into our store: asks which instances there are, and for those that
 * are missing only, so that a transfer that was cut off goes on where it was.
 */
public final class StudyFetch {
  private final StudyDirectory directory;
  private final InstanceFetch way;
  private final ObjectStore store;
  private final int attempts;
  private final Duration pause;

  /**
   * @param attempts how often it is asked for what is missing, at least once
   * @param pause before it is asked again
   */
  public StudyFetch(
      StudyDirectory directory,
      InstanceFetch way,
      ObjectStore store,
      int attempts,
      Duration pause) {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt");
    }
    this.directory = directory;
    this.way = way;
    this.store = store;
    this.attempts = attempts;
    this.pause = pause;
  }

  /** The archive. */
  public StudyDirectory directory() {
    return directory;
  }

  /**
   * Fetches what is missing of a study.
   *
   * @param modality which series, by Modality (0008,0060)
   * @param announce hears the SOP Instance UIDs that are asked for, before they are
   */
  public StudyFetchOutcome fetch(
      String studyInstanceUid,
      Predicate<String> modality,
      Deadline deadline,
      Consumer<Set<String>> announce) {
    DirectoryAnswer<ArchivedInstance> answer =
        directory.instances(studyInstanceUid, modality, deadline);
    for (int i = 1; i < attempts && answer instanceof DirectoryAnswer.NotAnswered; i++) {
      rest(deadline);
      answer = directory.instances(studyInstanceUid, modality, deadline);
    }
    if (answer instanceof DirectoryAnswer.NotAnswered<ArchivedInstance> none) {
      return new StudyFetchOutcome.NotListed(none.reason());
    }
    DirectoryAnswer.Found<ArchivedInstance> found =
        (DirectoryAnswer.Found<ArchivedInstance>) answer;
    if (found.cutOff()) {
      return new StudyFetchOutcome.NotListed("it has more instances than are fetched");
    }
    if (found.matches().isEmpty()) {
      return new StudyFetchOutcome.NotListed("the archive lists no image of it");
    }
    return fetch(studyInstanceUid, found.matches(), deadline, announce);
  }

  private StudyFetchOutcome fetch(
      String study,
      List<ArchivedInstance> listed,
      Deadline deadline,
      Consumer<Set<String>> announce) {
    List<ArchivedInstance> missing = missing(listed);
    if (missing.isEmpty()) {
      return new StudyFetchOutcome.Held(listed.size());
    }
    int heldBefore = listed.size() - missing.size();
    announce.accept(
        missing.stream().map(ArchivedInstance::sopInstanceUid).collect(Collectors.toSet()));
    String problem = "";
    for (int attempt = 1; attempt <= attempts && !missing.isEmpty(); attempt++) {
      if (attempt > 1) {
        rest(deadline);
      }
      if (deadline.hasPassed()) {
        problem = "the time for it is over" + (problem.isEmpty() ? "" : ", after: " + problem);
        break;
      }
      problem = way.fetch(study, missing, wholeSeries(listed, missing), deadline);
      missing = missing(listed);
    }
    if (missing.isEmpty()) {
      return new StudyFetchOutcome.Fetched(listed.size() - heldBefore, heldBefore);
    }
    return new StudyFetchOutcome.Incomplete(
        listed.size() - missing.size(),
        missing.size(),
        problem.isEmpty() ? "the archive says that it sent what did not arrive" : problem);
  }

  private List<ArchivedInstance> missing(List<ArchivedInstance> listed) {
    return listed.stream().filter(one -> store.instance(one.sopInstanceUid()).isEmpty()).toList();
  }

  private static Set<String> wholeSeries(
      List<ArchivedInstance> listed, List<ArchivedInstance> missing) {
    Set<String> whole = new HashSet<>();
    missing.forEach(one -> whole.add(one.seriesInstanceUid()));
    Set<ArchivedInstance> gaps = Set.copyOf(missing);
    listed.stream()
        .filter(one -> !gaps.contains(one))
        .forEach(one -> whole.remove(one.seriesInstanceUid()));
    return whole;
  }

  private void rest(Deadline deadline) {
    Duration remaining = deadline.remaining();
    LockSupport.parkNanos((remaining.compareTo(pause) < 0 ? remaining : pause).toNanos());
  }
}
