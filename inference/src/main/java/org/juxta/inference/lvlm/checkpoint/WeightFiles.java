package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.juxta.inference.lvlm.InferenceException;

/**
 * The weights of a checkpoint directory: {@code model.safetensors}, or the files that {@code
 * model.safetensors.index.json} names.
 *
 * @param places where each weight lies
 */
public record WeightFiles(Path directory, Map<String, Place> places) {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  /** Bytes of each weight that go into the digest, at its beginning and in its middle. */
  private static final int SAMPLE = 2048;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A weight within one of the files. */
  public record Place(Path file, Safetensors.Entry entry) {}

  /**
   * Reads the headers, and no weights.
   *
   * @throws InferenceException when there are none, or index and files disagree
   */
  public static WeightFiles read(Path directory) {
    Path index = directory.resolve(INDEX);
    Path single = directory.resolve(SINGLE);
    Map<String, Place> places = new LinkedHashMap<>();
    if (!Files.isRegularFile(index)) {
      if (!Files.isRegularFile(single)) {
        throw new InferenceException("neither " + SINGLE + " nor " + INDEX + " in " + directory);
      }
      Safetensors.header(single).forEach((name, e) -> places.put(name, new Place(single, e)));
      return new WeightFiles(directory, places);
    }
    Map<String, String> listed = listed(index);
    for (String name : new TreeSet<>(listed.values())) {
      // A name from the file must not lead elsewhere.
      if (!name.matches("[A-Za-z0-9._-]+\\.safetensors")) {
        throw new InferenceException(index + " names the file '" + name + "'");
      }
      Path file = directory.resolve(name);
      Safetensors.header(file)
          .forEach(
              (weight, entry) -> {
                if (!name.equals(listed.get(weight))) {
                  throw new InferenceException(
                      file + " holds " + weight + ", listed for " + listed.get(weight));
                }
                places.put(weight, new Place(file, entry));
              });
    }
    listed.forEach(
        (weight, file) -> {
          if (!places.containsKey(weight)) {
            throw new InferenceException(index + " lists " + weight + ", not in " + file);
          }
        });
    return new WeightFiles(directory, places);
  }

  private static Map<String, String> listed(Path index) {
    try {
      JsonNode map = MAPPER.readTree(index.toFile()).path("weight_map");
      Map<String, String> listed = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : map.properties()) {
        listed.put(field.getKey(), field.getValue().asText());
      }
      if (listed.isEmpty()) {
        throw new InferenceException(index + ": no weight_map");
      }
      return listed;
    } catch (IOException e) {
      throw new InferenceException("cannot read " + index + ": " + e.getMessage(), e);
    }
  }

  /** Bytes of all weights. */
  public long bytes() {
    return places.values().stream().mapToLong(p -> p.entry().end() - p.entry().start()).sum();
  }

  /** Numbers that all weights hold together. */
  public long parameters() {
    return places.values().stream()
        .mapToLong(p -> Arrays.stream(p.entry().shape()).reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** Safetensors' name of the element type that most bytes have. */
  public String elementType() {
    Map<String, Long> bytes = new TreeMap<>();
    places
        .values()
        .forEach(
            p -> bytes.merge(p.entry().dtype(), p.entry().end() - p.entry().start(), Long::sum));
    return bytes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow(() -> new InferenceException(directory + " holds no weights"));
  }

  /**
   * SHA-256 in hexadecimal over every weight's name, type, shape and a sample of its bytes: tells
   * checkpoints apart without reading all of them.
   */
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Place> weight : new TreeMap<>(places).entrySet()) {
        Safetensors.Entry entry = weight.getValue().entry();
        String line = weight.getKey() + entry.dtype() + Arrays.toString(entry.shape()) + "\n";
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
            FileChannel.open(weight.getValue().file(), StandardOpenOption.READ)) {
          sample(sha, channel, entry.start(), entry.end());
          sample(sha, channel, entry.start() + (entry.end() - entry.start()) / 2, entry.end());
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new InferenceException("cannot read the weights in " + directory + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void sample(MessageDigest sha, FileChannel channel, long start, long end)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(SAMPLE, end - start));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        break;
      }
    }
    sha.update(bytes.flip());
  }
}
