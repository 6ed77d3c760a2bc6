package org.dcm4che3.net;

import java.io.IOException;

/** The association does not let this side act in the role that the operation needs. */
public class NoRoleSelectionException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Called by bus with the SOP class UID and one {@link TransferCapability.Role}. */
  public NoRoleSelectionException(String sopClassUid, Object... role) {
    super("No Role Selection for SOP Class %s as %s negotiated".formatted(sopClassUid, role[0]));
  }
}
