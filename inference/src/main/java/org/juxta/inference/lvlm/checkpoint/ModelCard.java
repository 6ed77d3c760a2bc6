package org.juxta.inference.lvlm.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelIdentity;

/**
 * Who a checkpoint is: its directory's card README.md names it, its weights' digest is its version.
 */
public final class ModelCard {
  private ModelCard() {}

  /**
   * Reads the YAML-like front matter of README.md ({@code name:}, {@code manufacturer:}, {@code
   * notice:}) and digests model.safetensors.
   *
   * @throws InferenceException when the card lacks one of the three
   */
  public static ModelIdentity read(Path directory) {
    Path card = directory.resolve("README.md");
    try {
      String text = Files.readString(card);
      return new ModelIdentity(
          entry(card, text, "name"),
          digest(directory.resolve("model.safetensors")).substring(0, 12),
          entry(card, text, "manufacturer"),
          entry(card, text, "notice"));
    } catch (IOException e) {
      throw new InferenceException("cannot read " + card + ": " + e, e);
    }
  }

  private static String entry(Path card, String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2).strip())
        .findFirst()
        .orElseThrow(() -> new InferenceException(card + ": no line '" + key + ": ...'"));
  }

  private static String digest(Path weights) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(weights), sha)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
