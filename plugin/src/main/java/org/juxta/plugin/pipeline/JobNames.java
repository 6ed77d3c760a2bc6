package org.juxta.plugin.pipeline;

/** Names of the jobs; rows of earlier versions carry them. */
final class JobNames {
  static final String COMPLETE = "complete";
  static final String PRIOR = "prior";
  static final String READ = "read";
  static final String READ_AGAIN = "read-again";
  static final String REPORT = "report";
  static final String DELIVER = "deliver";

  private JobNames() {}
}
