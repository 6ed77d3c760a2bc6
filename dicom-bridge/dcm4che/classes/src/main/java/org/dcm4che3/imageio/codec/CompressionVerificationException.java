package org.dcm4che3.imageio.codec;

import java.io.IOException;

/** Pixels decompressed again differ from the original by more than was allowed. */
public class CompressionVerificationException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Called by bus with the text that names the largest difference. */
  public CompressionVerificationException(String message) {
    super(message);
  }
}
