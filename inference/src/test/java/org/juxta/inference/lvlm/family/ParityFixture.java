package org.juxta.inference.lvlm.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;

/** A checkpoint and what the reference library answers for it; see src/test/python. */
record ParityFixture(Path directory, Map<String, Tensor> expected, JsonNode texts) {
  /** What every prompt asks. */
  static final String QUESTION = "How has the consolidation changed?";

  /** Prompts: number n has n images. */
  static final int PROMPTS = 4;

  /** Positions at the end of each prompt whose logits are kept. */
  static final int POSITIONS = 8;

  static ParityFixture of(String name) {
    try {
      URL config =
          Objects.requireNonNull(
              ParityFixture.class.getResource(
                  "/org/juxta/inference/parity/" + name + "/config.json"));
      Path directory = Objects.requireNonNull(Path.of(config.toURI()).getParent());
      return new ParityFixture(
          directory,
          Safetensors.readAll(directory.resolve("expected.safetensors")),
          new ObjectMapper().readTree(directory.resolve("expected.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  float[] floats(String name) {
    return Objects.requireNonNull(expected.get(name), name).values();
  }

  long[] ids(String name) {
    float[] values = floats(name);
    long[] ids = new long[values.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (long) values[i];
    }
    return ids;
  }

  ImageInput image(int i) {
    Tensor luminance = Objects.requireNonNull(expected.get("luminance." + i));
    int height = (int) luminance.shape()[0];
    int width = (int) luminance.shape()[1];
    return new ImageInput(width, height, luminance.values());
  }

  int images() {
    return (int) expected.keySet().stream().filter(name -> name.startsWith("luminance")).count();
  }

  String prompt(int n) {
    return texts.get(n).path("prompt").asText();
  }

  String answer(int n) {
    return texts.get(n).path("answer").asText();
  }
}
