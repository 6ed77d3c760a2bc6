package org.juxta.plugin.pipeline;

/**
 * One completeness of a study: what a reading and its report belong to.
 *
 * @param studyUid Study Instance UID
 * @param number 1 for the first time that the study was complete
 */
record Round(String studyUid, int number) {

  /** The key that its jobs are queued under. */
  String key() {
    return studyUid + "#" + number;
  }

  /**
   * @throws IllegalArgumentException when the text is no key
   */
  static Round ofKey(String key) {
    int hash = key.lastIndexOf('#');
    if (hash < 1) {
      throw new IllegalArgumentException("'" + key + "' is not STUDY#ROUND");
    }
    return new Round(key.substring(0, hash), Integer.parseInt(key.substring(hash + 1)));
  }
}
