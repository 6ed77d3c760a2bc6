package org.juxta.dicom.objects;

/**
 * What became of an object that was received whole. In every case it is on disk before this is
 * known.
 */
public sealed interface Reception {

  /** The object as it is kept. */
  StoredInstance instance();

  /** The first of its SOP Instance UID. */
  record Stored(StoredInstance instance) implements Reception {}

  /**
   * The same bytes were kept before under this SOP Instance UID; nothing was added.
   *
   * @param instance the one that is kept
   */
  record Repeated(StoredInstance instance) implements Reception {}

  /**
   * Another content was kept before under this SOP Instance UID; both are kept.
   *
   * @param instance this one, in a file and row of its own
   * @param first the one that came first, which {@link ObjectStore#instance} goes on to answer
   */
  record Conflicting(StoredInstance instance, StoredInstance first) implements Reception {}
}
