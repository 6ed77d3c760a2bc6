package org.juxta.dicom.report.content;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UIDs made from UUIDs, in the 2.25 arc (PS3.5 B.2). */
public final class ReportUids {
  private ReportUids() {}

  /** A UID that nobody else has. */
  public static String random() {
    return ofUuid(UUID.randomUUID());
  }

  /** The UID that this name always gives: the same step done again names the same object. */
  public static String named(String name) {
    return ofUuid(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static String ofUuid(UUID uuid) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return "2.25." + new BigInteger(1, bytes);
  }
}
