package org.juxta.dicom.archive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * An archive's DICOMweb services (PS3.18).
 *
 * @param base what QIDO-RS and WADO-RS paths are put behind, http or https, without a / at its end
 * @param authorization value of the Authorization header, "" for none
 */
public record WebArchive(URI base, String authorization) {

  /**
   * @throws IllegalArgumentException if it is no base of web services
   */
  public WebArchive {
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException("expected http(s)://host/path, not '" + base + "'");
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address has no user, query or fragment; credentials belong in a file");
    }
    base = URI.create(base.toString().replaceAll("/+$", ""));
  }

  /**
   * The Authorization header (RFC 6750, RFC 7617) of what a file of credentials holds.
   *
   * @param credentials {@code bearer TOKEN} or {@code basic USER:PASSWORD}
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  public static String authorization(String credentials) {
    String[] words = credentials.strip().split("\\s+", 2);
    if (words.length == 2 && words[0].equalsIgnoreCase("bearer")) {
      return "Bearer " + words[1];
    }
    if (words.length == 2 && words[0].equalsIgnoreCase("basic") && words[1].contains(":")) {
      return "Basic "
          + Base64.getEncoder().encodeToString(words[1].getBytes(StandardCharsets.UTF_8));
    }
    throw new IllegalArgumentException(
        "credentials are one line, 'bearer TOKEN' or 'basic USER:PASSWORD'");
  }

  /** Where it is; what authorizes us is nobody's to read. */
  @Override
  public String toString() {
    return base.toString();
  }
}
