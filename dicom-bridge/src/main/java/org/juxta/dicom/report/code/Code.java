package org.juxta.dicom.report.code;

/**
 * A coded concept (PS3.3 section 8). The meaning takes part in equality: viewers match on it.
 *
 * @param value Code Value
 * @param scheme Coding Scheme Designator, for example {@code DCM} or {@code SCT}
 * @param meaning Code Meaning
 */
public record Code(String value, String scheme, String meaning) {

  /** Whether both name the same concept, whatever words the makers chose for its meaning. */
  public boolean denotesSameAs(Code other) {
    return value.equals(other.value) && scheme.equals(other.scheme);
  }

  @Override
  public String toString() {
    return "(" + value + "," + scheme + ",\"" + meaning + "\")";
  }
}
