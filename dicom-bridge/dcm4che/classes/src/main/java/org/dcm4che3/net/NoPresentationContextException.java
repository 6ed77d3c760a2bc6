package org.dcm4che3.net;

import java.io.IOException;

/** The peer accepted no presentation context that fits the operation. */
public class NoPresentationContextException extends IOException {
  private static final long serialVersionUID = 1L;

  public NoPresentationContextException(String sopClassUid) {
    super("No Presentation Context for Abstract Syntax: %s negotiated".formatted(sopClassUid));
  }

  public NoPresentationContextException(String sopClassUid, String transferSyntaxUid) {
    super(
        "No Presentation Context for Abstract Syntax: %s with Transfer Syntax: %s negotiated"
            .formatted(sopClassUid, transferSyntaxUid));
  }
}
