package org.juxta.plugin.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.WebArchive;

/** An archive that priors are looked for in, and the way they come. */
public sealed interface PriorArchive {

  /**
   * One that is asked by C-FIND.
   *
   * @param move whether it sends to our listener (C-MOVE) or over our association (C-GET)
   */
  record Dimse(ArchiveNode node, boolean move) implements PriorArchive {}

  /** One that is asked by QIDO-RS and sends by WADO-RS. */
  record Web(WebArchive archive) implements PriorArchive {}

  /**
   * Reads {@code c-get:AET@host:port}, {@code c-move:AET@host:port}, or {@code
   * http(s)://host/path}, behind which {@code credentials=FILE} may stand.
   *
   * @throws IllegalArgumentException if it is something else; the message says what is expected
   */
  static PriorArchive parse(String text) {
    if (text.startsWith("c-get:") || text.startsWith("c-move:")) {
      String node = text.substring(text.indexOf(':') + 1);
      return new Dimse(ArchiveNode.parse(node), text.startsWith("c-move:"));
    }
    String[] words = text.split("\\s+credentials=", 2);
    if (!words[0].startsWith("http://") && !words[0].startsWith("https://")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is none of c-get:AET@host:port, c-move:AET@host:port"
              + " and https://host/path [credentials=FILE]");
    }
    return new Web(
        new WebArchive(URI.create(words[0]), words.length == 1 ? "" : authorization(words[1])));
  }

  private static String authorization(String file) {
    try {
      return WebArchive.authorization(Files.readString(Path.of(file.strip())));
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + file.strip() + "' cannot be read", e);
    }
  }
}
