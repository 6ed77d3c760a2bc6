package org.dcm4che3.net;

import java.io.IOException;

/** The association is not in the state that the operation needs. */
public class AssociationStateException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Called by bus with the text of the state. */
  public AssociationStateException(String state) {
    super(state);
  }
}
