package org.juxta.dicom.listener;

import org.juxta.dicom.objects.StoredInstance;

/**
 * Is told of what was received, after it is durable and before the sender is told Success. Called
 * on the thread of the association, so it must return quickly; what it throws is logged and changes
 * nothing for the sender. A process that dies before the call has the instance in its store
 * nonetheless: look there at the start.
 */
public interface ReceptionListener {
  /** A new instance is kept. Not called for one that was kept before. */
  void stored(StoredInstance instance);

  /**
   * An instance came whose UID is that of another with different content. Both are kept.
   *
   * @param instance the new one
   * @param first the one that the store answers with
   */
  void conflicting(StoredInstance instance, StoredInstance first);
}
