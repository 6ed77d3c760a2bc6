package org.juxta.dicom.archive;

import java.util.function.Predicate;
import org.juxta.dicom.study.PriorCandidate;

/** Where an archive says what it has. Safe for use by several threads. */
public interface StudyDirectory {
  /** More studies of one patient are not looked at. */
  int MOST_STUDIES = 200;

  /** More series of one study are not looked at. */
  int MOST_SERIES = 200;

  /** Of more instances in one series none is fetched: a prior of this size is no comparison. */
  int MOST_INSTANCES = 5000;

  /** The archive as it is called. */
  String name();

  /**
   * Studies of a patient, of each what its series say. What an archive answers is not trusted to be
   * of that patient: the choice of a prior judges each.
   *
   * @param deadline later there is no answer
   */
  DirectoryAnswer<PriorCandidate> studies(StudyQuery query, Deadline deadline);

  /**
   * The instances of a study.
   *
   * @param modality which series, by Modality (0008,0060)
   * @param deadline later there is no answer
   */
  DirectoryAnswer<ArchivedInstance> instances(
      String studyInstanceUid, Predicate<String> modality, Deadline deadline);
}
