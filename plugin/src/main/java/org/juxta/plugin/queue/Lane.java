package org.juxta.plugin.queue;

import java.util.List;

/**
 * Jobs that share a pool of workers and a table. Lanes do not wait for one another: a slow model
 * holds up no delivery.
 *
 * @param name shows in thread names and log lines
 * @param table the lane's table in the database
 * @param workers how many jobs of it run at once
 * @param jobs what it runs
 */
public record Lane(String name, String table, int workers, List<Job> jobs) {
  public Lane {
    jobs = List.copyOf(jobs);
  }
}
