package org.juxta.dicom.remapper;

/** The rules do not fit the classes they are meant for; ends the build with its message. */
final class RemapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RemapException(String message) {
    super(message);
  }
}
