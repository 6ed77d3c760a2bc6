package org.juxta.inference.lvlm;

/** A model that cannot be loaded or cannot answer; the message names what and why. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InferenceException(String message) {
    super(message);
  }

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
