package org.juxta.plugin.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the desk is served: on this machine only, since it asks nobody who they are.
 *
 * @param host a loopback address, or localhost
 * @param port TCP port, 0 for any free one
 */
public record WebAddress(String host, int port) {
  /** Where it is served when nothing is written. */
  public static final WebAddress DEFAULT = new WebAddress("127.0.0.1", 8080);

  private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\s]+):(\\d{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1\\]");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads HOST:PORT, an IPv6 address in brackets.
   *
   * @throws IllegalArgumentException naming what would be right
   */
  public static WebAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not HOST:PORT; 127.0.0.1:8080 for example, port 0 for any free one,"
              + " or off");
    }
    String host = form.group(1);
    if (!LOOPBACK.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not an address of this machine alone, and the desk has no TLS and no users"
              + " yet, which others would need first; 127.0.0.1:PORT or off");
    }
    return new WebAddress(host, Integer.parseInt(form.group(2)));
  }
}
