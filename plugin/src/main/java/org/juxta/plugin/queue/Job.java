package org.juxta.plugin.queue;

/**
 * One kind of work. A run may be cut off at any point and is then repeated from its start, so it
 * must come to the same end whether it ran before or not.
 */
public interface Job {

  /** Stable name; rows of earlier versions carry it. */
  String name();

  /**
   * Does the work for one key.
   *
   * @throws Exception when it did not work and the queue shall decide whether to run it again
   */
  @SuppressWarnings("java:S112") // whatever goes wrong in a job ends as a recorded reason
  Outcome run(String key) throws Exception;

  /**
   * Records that the queue has given up, after {@link #run} failed every time.
   *
   * @param reason the last failure's message, on one line
   */
  void giveUp(String key, String reason);
}
