package org.juxta.dicom.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.AeTitles;

/**
 * Somebody who may associate with us.
 *
 * @param aeTitle the calling AE title, compared exactly
 * @param host name or address that the connection must come from; null for any
 */
public record AllowedPeer(String aeTitle, @Nullable String host) {

  /**
   * Reads {@code AET} or {@code AET@host}.
   *
   * @throws IllegalArgumentException if the AE title breaks PS3.5 (1 to 16 printable ASCII
   *     characters without backslash) or the host is empty
   */
  public static AllowedPeer parse(String text) {
    int at = text.indexOf('@');
    String aeTitle = AeTitles.require(at < 0 ? text : text.substring(0, at));
    if (at == text.length() - 1) {
      throw new IllegalArgumentException(
          "no host behind @ in '" + text + "', expected AET or AET@host");
    }
    return new AllowedPeer(aeTitle, at < 0 ? null : text.substring(at + 1));
  }

  boolean matches(String callingAeTitle, @Nullable InetAddress from) {
    return aeTitle.equals(callingAeTitle) && (host == null || isAddressOf(host, from));
  }

  private static boolean isAddressOf(String host, @Nullable InetAddress from) {
    try {
      return from != null && Arrays.asList(InetAddress.getAllByName(host)).contains(from);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
