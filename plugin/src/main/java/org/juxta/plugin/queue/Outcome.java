package org.juxta.plugin.queue;

import java.time.Instant;

/** What one run of a job came to. */
public sealed interface Outcome {

  /** The job is over, and what it came to is recorded. */
  record Done(String what) implements Outcome {}

  /** Nothing went wrong, but the job's time has not come: run it again then. */
  record Later(Instant at, String why) implements Outcome {}

  /** It did not work and may work later: run it again then. */
  record Retry(Instant at, String why) implements Outcome {}
}
