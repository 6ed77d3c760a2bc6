package org.juxta.plugin.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every request must pass, and the headers that every answer carries.
 *
 * <p>A desk on loopback is reachable from every web page that a browser on this machine shows. So
 * the Host header must name this machine (a page that rebinds its own name to 127.0.0.1 does not
 * pass), and what changes something must carry a header that no page of another origin can set
 * without being asked first (CSRF), and no foreign Origin.
 */
final class RequestGuard implements Handler {
  /** The header that every request must carry which is not a GET. */
  static final String ASKED_BY = "X-Juxta-Desk";

  private static final Pattern HOST =
      Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::(\\d+))?");
  private static final int HTTP_PORT = 80;

  /** Styles and scripts from the jar alone, none inline; frames nowhere. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  @Override
  public void handle(Context context) {
    HEADERS.forEach(context::header);
    String host = String.valueOf(context.header("Host"));
    if (!isOurs(host, context.req().getLocalPort())) {
      throw new ProblemException(
          421, "Host", "is not a name of this machine with the desk's port; 127.0.0.1 for example");
    }
    String method = context.req().getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      return;
    }
    if (context.header(ASKED_BY) == null) {
      throw new ProblemException(
          403, ASKED_BY, "is missing; every request that is not a GET carries it, with any value");
    }
    String origin = context.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      throw new ProblemException(403, "Origin", "is not the desk's own");
    }
  }

  private static boolean isOurs(String host, int port) {
    Matcher form = HOST.matcher(host);
    if (!form.matches()) {
      return false;
    }
    return form.group(1) == null ? port == HTTP_PORT : form.group(1).equals(String.valueOf(port));
  }
}
