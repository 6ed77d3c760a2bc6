package org.juxta.inference.lvlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.InferenceException;

class SafetensorsTest {
  @TempDir Path directory;

  private static Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", new Tensor(new long[] {2, 3}, new float[] {1, -2, 3.5f, 0, 1e-20f, 6}));
    tensors.put("none", new Tensor(new long[] {0, 4}, new float[0]));
    tensors.put("scalar", new Tensor(new long[0], new float[] {Float.NEGATIVE_INFINITY}));
    tensors.put("b.bias", new Tensor(new long[] {2}, new float[] {7, 8}));
    return tensors;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = directory.resolve("w.safetensors");
    Safetensors.write(file, tensors(), Map.of("format", "pt"));
    Map<String, Safetensors.Entry> entries = Safetensors.header(file);
    assertThat(entries.keySet()).containsExactly("a.weight", "none", "scalar", "b.bias");
    for (Map.Entry<String, Tensor> tensor : tensors().entrySet()) {
      Safetensors.Entry entry = Objects.requireNonNull(entries.get(tensor.getKey()));
      assertThat(entry.dtype()).isEqualTo("F32");
      assertThat(entry.shape()).isEqualTo(tensor.getValue().shape());
      assertThat(Safetensors.read(file, entry).values()).isEqualTo(tensor.getValue().values());
    }
    assertThat(Safetensors.elements(file, 4)).isEqualTo(Files.size(file) / 4);
  }

  @Test
  void theFileHasTheLayoutOfTheFormat() throws IOException {
    Path file = directory.resolve("w.safetensors");
    Safetensors.write(
        file, Map.of("x", new Tensor(new long[] {1}, new float[] {1.5f})), Map.of("k", "v"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(bytes.array(), 8, header, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    assertThat(bytes.getFloat(8 + header)).isEqualTo(1.5f);
    assertThat(bytes.limit()).isEqualTo(8 + header + 4);
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(directory.resolve("hostile.safetensors"), bytes.array());
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> Safetensors.header(file))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2]|[0,4]|of shape [2] lies at 0 to 4 of 16",
        "[1]|[4,0]|lies at 4 to 0",
        "[5]|[0,20]|lies at 0 to 20 of 16",
        "[-1]|[0,4]|has -1 for a size",
        "[-2,-2]|[0,16]|has -2 for a size",
        "[1.5]|[0,4]|has 1.5 for a size",
        "[\"1\"]|[0,4]|for a size",
        "[1]|[-4,0]|has -4 for a size",
        "[1]|[9223372036854775804,9223372036854775807]|lies at",
        "[1]|[0,99999999999999999999]|for a size",
        "[4294967296,4294967296]|[0,0]|lies at 0 to 0",
        "[4611686018427387904,4]|[0,0]|lies at 0 to 0",
        "[4611686018427387905]|[0,4]|lies at 0 to 4",
        "1|[0,4]|lacks shape",
        "[1]|[0]|lacks shape or data_offsets",
        "[1]|7|lacks shape or data_offsets",
      })
  void aShapeOrPlaceThatCannotBeIsRefused(String shape, String offsets, String why)
      throws IOException {
    assertRefused(
        file(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}",
            16),
        why);
  }

  @Test
  void tensorsThatShareBytesAreRefused() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}";
    assertRefused(file(header, 16), "a overlaps b");
  }

  @Test
  void aTypeThatIsNotReadIsRefusedByName() throws IOException {
    assertRefused(
        file("{\"t\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8),
        "t has dtype I64");
  }

  @Test
  void whatIsNoSafetensorsFileIsRefused() throws IOException {
    assertRefused(directory.resolve("absent.safetensors"), "cannot read");
    assertRefused(Files.write(directory.resolve("empty"), new byte[0]), "ends too early");
    assertRefused(Files.write(directory.resolve("short"), new byte[5]), "ends too early");
    assertRefused(Files.write(directory.resolve("zero"), new byte[64]), "header of 0");
    byte[] huge = new byte[64];
    java.util.Arrays.fill(huge, 0, 8, (byte) 0x7f);
    assertRefused(Files.write(directory.resolve("huge"), huge), "no safetensors file");
    java.util.Arrays.fill(huge, 0, 8, (byte) 0xff);
    assertRefused(Files.write(directory.resolve("negative"), huge), "header of -1");
    assertRefused(file("not json at all", 0), "header is not JSON");
    assertRefused(file("[1, 2]", 0), "not a JSON object");
    assertRefused(file("{\"a\":1,\"a\":2}", 0), "Duplicate");
    assertRefused(file("{} {}", 0), "not JSON");
    assertRefused(file("[".repeat(5000), 0), "not JSON");
  }

  @Test
  void aFileCutShortIsRefusedWhereverItIsCut() throws IOException {
    Path whole = directory.resolve("whole");
    Safetensors.write(whole, tensors(), Map.of());
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Path cut = Files.write(directory.resolve("cut"), java.util.Arrays.copyOf(bytes, length));
      assertRefused(cut, "");
    }
  }

  @Property(tries = 500)
  void whateverTheBytesTheHeaderIsReadOrRefused(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 400) Integer> places,
      @ForAll byte replacement)
      throws IOException {
    Path file = Files.createTempFile("mutated", ".safetensors");
    try {
      Safetensors.write(file, tensors(), Map.of());
      byte[] bytes = Files.readAllBytes(file);
      places.forEach(place -> bytes[place % bytes.length] = replacement);
      Files.write(file, bytes);
      Map<String, Safetensors.Entry> entries = Safetensors.header(file);
      for (Safetensors.Entry entry : entries.values()) {
        assertThat(entry.start()).isBetween(8L, entry.end());
        assertThat(entry.end()).isLessThanOrEqualTo(bytes.length);
      }
    } catch (InferenceException e) {
      assertThat(e).hasMessageContaining(file.toString());
    } finally {
      Files.delete(file);
    }
  }
}
