package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.image.ImageProcessor;

/**
 * preprocessor_config.json: how an image becomes the model's pixels.
 *
 * @param mean luminance that becomes 0
 * @param deviation luminance step that becomes 1
 */
public record PreprocessorConfig(double mean, double deviation) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> KEYS =
      Set.of(
          "image_processor_type",
          "do_resize",
          "do_pad",
          "do_normalize",
          "resample",
          "size",
          "image_mean",
          "image_std");

  /**
   * @param size edge of the model's square in pixels, as config.json gives it
   * @throws InferenceException when the file is missing or asks for what is not supported
   */
  public static PreprocessorConfig read(Path directory, int size) {
    Path file = directory.resolve("preprocessor_config.json");
    try {
      JsonNode root = MAPPER.readTree(file.toFile());
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (!KEYS.contains(field.getKey())) {
          throw new InferenceException(file + ": unknown key " + field.getKey());
        }
      }
      require(file, root, "do_resize", "true");
      require(file, root, "do_pad", "true");
      require(file, root, "do_normalize", "true");
      require(file, root, "resample", "2");
      require(file, root.path("size"), "height", Integer.toString(size));
      require(file, root.path("size"), "width", Integer.toString(size));
      double deviation = only(file, root, "image_std");
      if (!(deviation > 0)) {
        throw new InferenceException(file + ": image_std is " + deviation + ", must be positive");
      }
      return new PreprocessorConfig(only(file, root, "image_mean"), deviation);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void require(Path file, JsonNode root, String key, String value) {
    String found = root.path(key).asText();
    if (!found.equals(value)) {
      throw new InferenceException(
          file + ": " + key + " is '" + found + "', supported is " + value);
    }
  }

  private static double only(Path file, JsonNode root, String key) {
    JsonNode values = root.path(key);
    if (values.size() != 1 || !values.get(0).isNumber()) {
      throw new InferenceException(file + ": " + key + " must be one number in brackets");
    }
    return values.get(0).asDouble();
  }

  /** Writes the file into a checkpoint directory. */
  public void write(Path directory, int size) throws IOException {
    var root = MAPPER.createObjectNode();
    root.put("image_processor_type", "JuxtaImageProcessor")
        .put("do_resize", true)
        .put("do_pad", true)
        .put("do_normalize", true)
        .put("resample", 2);
    root.putObject("size").put("height", size).put("width", size);
    root.putArray("image_mean").add(mean);
    root.putArray("image_std").add(deviation);
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve("preprocessor_config.json").toFile(), root);
  }

  /** The processor for a model whose images are {@code size} pixels wide and high. */
  public ImageProcessor processor(int size) {
    return new ImageProcessor(size, mean, deviation);
  }
}
