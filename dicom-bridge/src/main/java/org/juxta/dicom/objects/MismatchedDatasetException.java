package org.juxta.dicom.objects;

import java.io.IOException;

/**
 * The dataset can be read, but is not the object that the request announced, or lacks what
 * identifies it.
 */
public final class MismatchedDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  public MismatchedDatasetException(String message) {
    super(message);
  }
}
