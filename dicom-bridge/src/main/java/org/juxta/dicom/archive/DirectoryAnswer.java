package org.juxta.dicom.archive;

import java.util.List;

/** What came of asking an archive. That it has nothing and that it did not say are two answers. */
public sealed interface DirectoryAnswer<T> {

  /**
   * The archive has answered.
   *
   * @param matches what it has, which may be nothing
   * @param cutOff whether it has more than we take
   */
  record Found<T>(List<T> matches, boolean cutOff) implements DirectoryAnswer<T> {
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /**
   * It could not be asked, or has not answered.
   *
   * @param reason in words, without what would name a patient
   */
  record NotAnswered<T>(String reason) implements DirectoryAnswer<T> {}
}
