package org.juxta.dicom.pixels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.dcm4che3.data.UID;

/** Names of transfer syntaxes for messages: the library's, else transfer-syntaxes.properties. */
final class TransferSyntaxName {
  private static final Properties NEWER = load();

  private TransferSyntaxName() {}

  /** Name and UID, or the UID alone where it has no name. */
  static String of(String uid) {
    String name = NEWER.getProperty(uid, UID.nameOf(uid));
    return name == null || name.equals("?") ? uid : name + " (" + uid + ")";
  }

  private static Properties load() {
    Properties names = new Properties();
    try (InputStream in =
        TransferSyntaxName.class.getResourceAsStream("transfer-syntaxes.properties")) {
      if (in == null) {
        throw new IllegalStateException("transfer-syntaxes.properties is missing from the program");
      }
      names.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
