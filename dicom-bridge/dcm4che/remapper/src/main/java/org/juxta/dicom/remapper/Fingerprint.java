package org.juxta.dicom.remapper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 over everything the result depends on: the rules, the jars and this tool. It is kept in
 * the result itself, so that it goes when the result is cleaned away.
 *
 * @param hex the hash in lower-case hexadecimal
 */
record Fingerprint(String hex) {
  private static final String FILE = "META-INF/remapped-from.sha256";

  static Fingerprint of(Path rules, List<Path> jars) throws IOException {
    List<Path> inputs = new ArrayList<>(jars);
    inputs.addAll(files(rules));
    inputs.addAll(files(tool()));
    MessageDigest digest = sha256();
    for (Path input : inputs) {
      digest.update(input.getFileName().toString().getBytes(UTF_8));
      digest.update(Files.readAllBytes(input));
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  boolean isOf(Path output) throws IOException {
    Path file = output.resolve(FILE);
    return Files.exists(file) && Files.readString(file).equals(hex);
  }

  void writeTo(Path output) throws IOException {
    Path file = output.resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, hex);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path tool() {
    try {
      return Path.of(RemapJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the tool's own place is no file", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
