package org.juxta.plugin.queue;

import java.time.Instant;

/** Where jobs are handed in. */
@FunctionalInterface
public interface JobQueue {

  /**
   * Queues a job; one that is queued already stays as it is.
   *
   * @param job the {@link Job#name()}
   * @param key what it is for
   * @param at not before this
   */
  void submit(String job, String key, Instant at);
}
