package org.dcm4che3.io;

import java.io.IOException;

/** What is read is no DICOM data set. */
public class DicomStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  public DicomStreamException() {}

  public DicomStreamException(String message) {
    super(message);
  }

  public DicomStreamException(Throwable cause) {
    super(cause);
  }

  public DicomStreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
