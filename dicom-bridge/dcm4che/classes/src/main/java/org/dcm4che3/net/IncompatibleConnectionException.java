package org.dcm4che3.net;

/** No local connection fits the peer's: another protocol, or TLS on one side only. */
public class IncompatibleConnectionException extends Exception {
  private static final long serialVersionUID = 1L;

  public IncompatibleConnectionException() {}

  public IncompatibleConnectionException(String message) {
    super(message);
  }
}
