package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.torch.Continuation;
import org.juxta.inference.lvlm.torch.Decoder;
import org.juxta.inference.lvlm.torch.Precision;

/** The same weights in one file, in other types than the fixture's bfloat16. */
class WeightTypesTest {
  private static final String FIXTURE = "mantis-clip";

  @TempDir Path directory;

  /** The smallest weights are none in half precision: that shows in the fourth decimal. */
  @ParameterizedTest
  @CsvSource({"F32, 1e-4", "F16, 5e-4"})
  void otherTypesThanBfloat16AreComputedInFloat32(String type, float tolerance) throws IOException {
    ParityFixture fixture = ParityFixture.of(FIXTURE);
    FixtureCopy.of(FIXTURE, directory);
    WeightFiles files = WeightFiles.read(directory);
    write(files, type);
    Files.delete(directory.resolve("model.safetensors.index.json"));
    Family family = Families.read(directory);
    assertThat(family.elementType()).isEqualTo(type);
    assertThat(Precision.of(type)).isEqualTo(Precision.FLOAT32);
    long[] ids = fixture.ids("ids.0");
    float[] expected = fixture.floats("logits.float32.0");
    int vocabulary = expected.length / ParityFixture.POSITIONS;
    try (var tokenizer = family.tokenizer();
        Decoder decoder = Decoder.load(family.network(), family.weights(), Precision.of(type));
        Decoder.Prefix prefix =
            decoder.prefill(Arrays.copyOf(ids, ids.length - 1), new float[0], 0);
        Continuation rows =
            decoder.continued(prefix, List.of(new long[] {ids[ids.length - 1]}), 1)) {
      float[] logits = rows.logits(0);
      assertThat(tokenizer.largestId()).isLessThan(vocabulary);
      for (int i = 0; i < vocabulary; i++) {
        float wanted = expected[expected.length - vocabulary + i];
        assertThat(Math.abs(logits[i] - wanted)).isLessThan(tolerance);
      }
    }
  }

  private void write(WeightFiles files, String type) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode header = mapper.createObjectNode();
    Map<String, byte[]> data = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, WeightFiles.Place> weight : files.places().entrySet()) {
      byte[] converted = converted(weight.getValue(), type);
      data.put(weight.getKey(), converted);
      ObjectNode node = header.putObject(weight.getKey()).put("dtype", type);
      for (long n : weight.getValue().entry().shape()) {
        node.withArray("shape").add(n);
      }
      node.putArray("data_offsets").add(offset).add(offset + converted.length);
      offset += converted.length;
    }
    StringBuilder json = new StringBuilder(mapper.writeValueAsString(header));
    while (json.length() % 8 != 0) {
      json.append(' ');
    }
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length() + (int) offset).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length()).put(json.toString().getBytes(StandardCharsets.US_ASCII));
    data.values().forEach(file::put);
    Files.write(directory.resolve("model.safetensors"), file.array());
  }

  private static byte[] converted(WeightFiles.Place place, String type) throws IOException {
    int count = (int) (place.entry().end() - place.entry().start()) / 2;
    ByteBuffer in = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.READ)) {
      while (in.hasRemaining() && channel.read(in, place.entry().start() + in.position()) > 0) {
        // until it is full
      }
    }
    in.flip();
    int bytes = type.equals("F32") ? 4 : 2;
    ByteBuffer out = ByteBuffer.allocate(bytes * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      float value = Float.intBitsToFloat(in.getShort() << 16);
      if (bytes == 4) {
        out.putFloat(value);
      } else {
        out.putShort(half(value));
      }
    }
    return out.array();
  }

  /** Exact for what bfloat16 holds in the range of half's normal numbers; less becomes zero. */
  private static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int exponent = ((bits >>> 23) & 0xff) - 112;
    if (exponent <= 0) {
      return (short) sign;
    }
    return (short) (sign | (exponent << 10) | ((bits >>> 13) & 0x3ff));
  }
}
