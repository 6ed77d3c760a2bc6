package org.juxta.dicom.objects;

/**
 * How this program names itself in associations and File Meta Information (PS3.7 D.3.3.2, PS3.10
 * 7.1).
 */
public final class JuxtaImplementation {
  /** Implementation Class UID. */
  public static final String CLASS_UID = "2.25.52079140900884755841333084629802544402";

  /** Implementation Version Name, at most 16 characters. */
  public static final String VERSION_NAME = "JUXTA_0_1";

  private JuxtaImplementation() {}
}
