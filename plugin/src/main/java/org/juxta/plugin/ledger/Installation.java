package org.juxta.plugin.ledger;

import org.jdbi.v3.core.Jdbi;

/** Which installation of Juxta this is; follows from nothing and never changes. */
public final class Installation {
  private Installation() {}

  /**
   * The UID of this installation as a device: the one on record.
   *
   * @param ifNew what to put on record when there is none yet
   */
  public static String deviceUid(Jdbi jdbi, String ifNew) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute(
              "INSERT INTO installation (device_uid)"
                  + " SELECT ? WHERE NOT EXISTS (SELECT 1 FROM installation)",
              ifNew);
          return handle
              .createQuery("SELECT device_uid FROM installation")
              .mapTo(String.class)
              .one();
        });
  }
}
