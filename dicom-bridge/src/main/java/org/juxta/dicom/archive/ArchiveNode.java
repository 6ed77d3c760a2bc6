package org.juxta.dicom.archive;

import org.juxta.dicom.objects.AeTitles;

/**
 * An archive as it is called.
 *
 * @param aeTitle its AE title
 * @param host name or address
 * @param port TCP port, 1 to 65535
 */
public record ArchiveNode(String aeTitle, String host, int port) {
  public ArchiveNode {
    aeTitle = AeTitles.require(aeTitle);
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "archive needs a host and a port of 1 to 65535, not '" + host + ":" + port + "'");
    }
  }

  /**
   * Reads {@code AET@host:port}; an IPv6 address may stand in brackets.
   *
   * @throws IllegalArgumentException if it is something else; the message says what is expected
   */
  public static ArchiveNode parse(String text) {
    int at = text.indexOf('@');
    int colon = text.lastIndexOf(':');
    if (at < 1 || colon < at + 2) {
      throw new IllegalArgumentException("expected AET@host:port, not '" + text + "'");
    }
    String host = text.substring(at + 1, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      return new ArchiveNode(
          text.substring(0, at),
          bracketed ? host.substring(1, host.length() - 1) : host,
          Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "port is no number in '" + text + "', expected AET@host:port", e);
    }
  }

  /** {@code AET@host:port}, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return aeTitle + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
