package org.juxta.dicom.objects;

import java.io.IOException;

/** The dataset cannot be read as DICOM; the message says where and why, without values. */
public final class UnreadableDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableDatasetException(String message) {
    super(message);
  }
}
