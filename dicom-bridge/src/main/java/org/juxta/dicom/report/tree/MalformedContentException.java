package org.juxta.dicom.report.tree;

import java.io.IOException;

/** A document whose content is not what its kind of document must have; the message says where. */
public final class MalformedContentException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedContentException(String message) {
    super(message);
  }
}
