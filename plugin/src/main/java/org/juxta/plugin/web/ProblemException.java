package org.juxta.plugin.web;

/** A request that is refused; becomes an answer of type application/problem+json (RFC 9457). */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String field;

  /**
   * @param status the HTTP status
   * @param field which part of the request it is about: a parameter, a header, the path
   * @param reason what is wrong and what would be right; shown to a person, never with patient data
   */
  ProblemException(int status, String field, String reason) {
    super(reason);
    this.status = status;
    this.field = field;
  }

  static ProblemException badRequest(String field, String reason) {
    return new ProblemException(400, field, reason);
  }

  static ProblemException notFound(String field, String reason) {
    return new ProblemException(404, field, reason);
  }

  static ProblemException conflict(String field, String reason) {
    return new ProblemException(409, field, reason);
  }

  int status() {
    return status;
  }

  String field() {
    return field;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
