package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;

/**
 * The safetensors format: eight bytes of header length (little endian), a JSON header that gives
 * type, shape and byte range of every tensor, then the tensors. Only headers are read here; the
 * program maps the data itself.
 */
public final class Safetensors {
  /** A header longer than this is no header: the largest published ones stay below 1 MB. */
  private static final long MAX_HEADER = 100L << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Safetensors() {}

  /**
   * Where a tensor lies.
   *
   * @param dtype safetensors' name of the element type, for example {@code F32}
   * @param shape its dimensions
   * @param start first byte, counted from the beginning of the file
   * @param end one past its last byte
   */
  public record Entry(String dtype, long[] shape, long start, long end) {}

  /**
   * Reads the header of a file.
   *
   * @throws InferenceException when it is not a safetensors file, or a tensor lies outside of it,
   *     is not as long as its shape says or shares bytes with another
   */
  public static Map<String, Entry> header(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      fill(channel, length, file);
      long headerLength = length.getLong(0);
      if (headerLength <= 1 || headerLength > MAX_HEADER || 8 + headerLength > channel.size()) {
        throw new InferenceException(
            file + ": no safetensors file (header of " + headerLength + ")");
      }
      ByteBuffer header = ByteBuffer.allocate((int) headerLength);
      fill(channel, header, file);
      JsonNode root = MAPPER.readTree(header.array());
      if (!root.isObject()) {
        throw new InferenceException(file + ": header is not a JSON object");
      }
      Map<String, Entry> entries = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (!field.getKey().equals("__metadata__")) {
          entries.put(
              field.getKey(),
              entry(file, field.getKey(), field.getValue(), 8 + headerLength, channel.size()));
        }
      }
      requireApart(file, entries);
      return entries;
    } catch (JsonProcessingException e) {
      throw new InferenceException(file + ": header is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }

  private static void fill(FileChannel channel, ByteBuffer buffer, Path file) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new InferenceException(file + ": ends too early");
      }
    }
  }

  private static void requireApart(Path file, Map<String, Entry> entries) {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Comparator.comparingLong(e -> e.getValue().start()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).getValue().start() < sorted.get(i - 1).getValue().end()) {
        throw new InferenceException(
            file + ": " + sorted.get(i - 1).getKey() + " overlaps " + sorted.get(i).getKey());
      }
    }
  }

  private static Entry entry(Path file, String name, JsonNode node, long dataStart, long size) {
    String dtype = node.path("dtype").asText();
    JsonNode shapeNode = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shapeNode.isArray() || offsets.size() != 2) {
      throw new InferenceException(file + ": " + name + " lacks shape or data_offsets");
    }
    long[] shape = new long[shapeNode.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = natural(file, name, shapeNode.get(i));
    }
    long from = natural(file, name, offsets.get(0));
    long to = natural(file, name, offsets.get(1));
    long data = size - dataStart;
    if (from > to || to > data || to - from != bytes(shape, bytesOf(file, name, dtype), data)) {
      throw new InferenceException(
          file
              + ": "
              + name
              + " of shape "
              + Arrays.toString(shape)
              + " lies at "
              + from
              + " to "
              + to
              + " of "
              + data);
    }
    return new Entry(dtype, shape, dataStart + from, dataStart + to);
  }

  /** Bytes that a shape takes, or -1 when they are more than there can be. */
  private static long bytes(long[] shape, int each, long limit) {
    if (Arrays.stream(shape).anyMatch(n -> n == 0)) {
      return 0;
    }
    long bytes = each;
    for (long n : shape) {
      if (n > limit / bytes) {
        return -1;
      }
      bytes *= n;
    }
    return bytes;
  }

  private static long natural(Path file, String name, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw new InferenceException(file + ": " + name + " has " + node + " for a size");
    }
    return node.asLong();
  }

  private static int bytesOf(Path file, String name, String dtype) {
    return switch (dtype) {
      case "F32" -> 4;
      case "F16", "BF16" -> 2;
      default -> throw new InferenceException(file + ": " + name + " has dtype " + dtype);
    };
  }

  /** Elements of so many bytes that a file is long, its header counted as elements too. */
  public static long elements(Path file, int bytes) {
    try {
      return Files.size(file) / bytes;
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }

  /** Writes float32 tensors; {@code metadata} goes into the header's {@code __metadata__}. */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode meta = root.putObject("__metadata__");
    metadata.forEach(meta::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      ObjectNode node = root.putObject(tensor.getKey());
      node.put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      for (long n : tensor.getValue().shape()) {
        shape.add(n);
      }
      long end = offset + 4L * tensor.getValue().values().length;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(json);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, head.flip());
      for (Tensor tensor : tensors.values()) {
        ByteBuffer data =
            ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(tensor.values());
        write(channel, data);
      }
      channel.force(true);
    }
  }

  private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Reads every tensor of a float32 file into memory. */
  public static Map<String, Tensor> readAll(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : header(file).entrySet()) {
      tensors.put(entry.getKey(), read(file, entry.getValue()));
    }
    return tensors;
  }

  /** Reads one float32 tensor into memory. */
  public static Tensor read(Path file, Entry entry) throws IOException {
    if (!entry.dtype().equals("F32")) {
      throw new InferenceException(file + ": " + entry.dtype() + " where F32 is needed");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer data =
          ByteBuffer.allocate(Math.toIntExact(entry.end() - entry.start()))
              .order(ByteOrder.LITTLE_ENDIAN);
      channel.position(entry.start());
      fill(channel, data, file);
      float[] values = new float[data.capacity() / 4];
      data.flip().asFloatBuffer().get(values);
      return new Tensor(entry.shape(), values);
    }
  }
}
