package org.juxta.dicom.archive;

import java.util.List;
import java.util.Set;

/**
 * A way to have instances sent. What has come is known by the store, not by the archive's word: an
 * archive may count an instance as sent that never arrived, and as failed one that did.
 */
public interface InstanceFetch {

  /**
   * Has instances of one study sent, once.
   *
   * @param studyInstanceUid (0020,000D)
   * @param missing at least one
   * @param wholeSeries those of the series among them that nothing is held of
   * @param deadline what has not come by then is left
   * @return what the archive or the line did otherwise than asked, "" if nothing
   */
  String fetch(
      String studyInstanceUid,
      List<ArchivedInstance> missing,
      Set<String> wholeSeries,
      Deadline deadline);
}
