package org.juxta.dicom.pixels;

import java.io.IOException;

/**
 * An image of which no frame can be shown. The message is the reason that is recorded: it names the
 * attribute with its tag and value, or the transfer syntax.
 */
public final class UnreadablePixelsException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadablePixelsException(String message) {
    super(message);
  }

  public UnreadablePixelsException(String message, Throwable cause) {
    super(message, cause);
  }
}
