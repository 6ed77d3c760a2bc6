package org.juxta.dicom.codec;

import java.io.IOException;

/** Compressed pixel data cannot be decoded on this machine; the message says what is missing. */
public final class CodecsUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  CodecsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
