package org.juxta.dicom.geometry;

import java.util.Optional;

/** A direction along an axis of the body, by its letter in Patient Orientation (0020,0020). */
public enum PatientDirection {
  L(new Vector3(1, 0, 0)),
  R(new Vector3(-1, 0, 0)),
  P(new Vector3(0, 1, 0)),
  A(new Vector3(0, -1, 0)),
  H(new Vector3(0, 0, 1)),
  F(new Vector3(0, 0, -1));

  private final Vector3 vector;

  PatientDirection(Vector3 vector) {
    this.vector = vector;
  }

  /** The direction nearest to a vector. */
  public static PatientDirection nearest(Vector3 v) {
    PatientDirection best = L;
    for (PatientDirection direction : values()) {
      if (direction.vector.dot(v) > best.vector.dot(v)) {
        best = direction;
      }
    }
    return best;
  }

  /**
   * The direction of a value of Patient Orientation, whose first letter is the main one (PS3.3
   * C.7.6.1.1.1); empty where it is none.
   */
  public static Optional<PatientDirection> of(String value) {
    for (PatientDirection direction : values()) {
      if (value.startsWith(direction.name())) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }

  /** Whether both lie along one axis. */
  boolean alongAxisOf(PatientDirection other) {
    return Math.abs(vector.dot(other.vector)) == 1;
  }

  boolean isOpposite(PatientDirection other) {
    return vector.dot(other.vector) == -1;
  }
}
