package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.inference.lvlm.InferenceException;

/**
 * One object of a published JSON file, read key by key. Published files leave out what equals a
 * default of the class that reads them, so a default is named at each key; and a key that nobody
 * asked for is refused by {@link #finish}, because it may change what the model computes.
 */
public final class ConfigFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final String prefix;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();
  private final List<ConfigFile> parts = new ArrayList<>();

  private ConfigFile(Path file, String prefix, JsonNode node) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
  }

  /**
   * @throws InferenceException when there is no such file or it holds no JSON object
   */
  public static ConfigFile read(Path file) {
    try {
      JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
      if (!node.isObject()) {
        throw new InferenceException(file + " holds no JSON object");
      }
      return new ConfigFile(file, "", node);
    } catch (NoSuchFileException e) {
      throw new InferenceException(
          "no " + file.getFileName() + " in " + file.toAbsolutePath().getParent(), e);
    } catch (JsonProcessingException e) {
      throw new InferenceException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }

  private JsonNode ask(String key) {
    asked.add(key);
    return node.path(key);
  }

  /** Whether a key is there and not null. */
  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** An object within this one. */
  public ConfigFile object(String key) {
    JsonNode part = ask(key);
    if (!part.isObject()) {
      throw refused(key, part.isMissingNode() ? "missing" : part + ", must be an object");
    }
    ConfigFile object = new ConfigFile(file, prefix + key + ".", part);
    parts.add(object);
    return object;
  }

  /** A whole number that must be there and positive. */
  public int size(String key) {
    JsonNode value = ask(key);
    if (value.isMissingNode()) {
      throw refused(key, "missing");
    }
    return positive(key, value);
  }

  /** A positive whole number, or the reading class's default. */
  public int size(String key, int classDefault) {
    JsonNode value = ask(key);
    return value.isMissingNode() ? classDefault : positive(key, value);
  }

  private int positive(String key, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw refused(key, value + ", must be a positive whole number");
    }
    return value.intValue();
  }

  /** A token id that must be there. */
  public int id(String key) {
    JsonNode value = ask(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw refused(key, value.isMissingNode() ? "missing" : value + ", must be a token id");
    }
    return value.intValue();
  }

  /** A positive number, or the reading class's default. */
  public double number(String key, double classDefault) {
    JsonNode value = ask(key);
    if (value.isMissingNode()) {
      return classDefault;
    }
    if (!value.isNumber() || !(value.doubleValue() > 0)) {
      throw refused(key, value + ", must be a positive number");
    }
    return value.doubleValue();
  }

  /** True or false, or the reading class's default. */
  public boolean flag(String key, boolean classDefault) {
    JsonNode value = ask(key);
    if (value.isMissingNode()) {
      return classDefault;
    }
    if (!value.isBoolean()) {
      throw refused(key, value + ", must be true or false");
    }
    return value.booleanValue();
  }

  /** A word, or the reading class's default. */
  public String word(String key, String classDefault) {
    JsonNode value = ask(key);
    if (value.isMissingNode()) {
      return classDefault;
    }
    if (!value.isTextual()) {
      throw refused(key, value + ", must be a word");
    }
    return value.textValue();
  }

  /** A list of numbers that must be there. */
  public List<Double> numbers(String key) {
    JsonNode values = ask(key);
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isNumber()) {
        throw refused(key, values + ", must be numbers");
      }
      numbers.add(value.doubleValue());
    }
    if (numbers.isEmpty()) {
      throw refused(key, "missing");
    }
    return numbers;
  }

  /** A list of words; empty when it is not there. */
  public List<String> words(String key) {
    List<String> words = new ArrayList<>();
    for (JsonNode value : ask(key)) {
      words.add(value.asText());
    }
    return words;
  }

  /**
   * Refuses a value that the program would not honour. Missing or null is taken as honoured: give
   * the value that the reading class has by default.
   *
   * @param supported what may stand there, as JSON text, for example {@code "silu"} with its quotes
   */
  public void require(String key, String... supported) {
    JsonNode value = ask(key);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    for (String allowed : supported) {
      if (value.toString().equals(allowed)) {
        return;
      }
    }
    throw refused(key, value + ", supported is " + String.join(" or ", supported));
  }

  /** As {@link #require}, where a missing key would mean another value. */
  public void requireGiven(String key, String supported) {
    if (!node.has(key)) {
      throw refused(key, "missing");
    }
    require(key, supported);
  }

  /** Keys that do not touch what the model computes. */
  public void ignore(Set<String> keys) {
    asked.addAll(keys);
  }

  /**
   * @throws InferenceException naming every key, here and in the objects within, that nobody asked
   *     for
   */
  public void finish() {
    List<String> unknown = new ArrayList<>();
    collectUnknown(unknown);
    if (!unknown.isEmpty()) {
      throw new InferenceException(file + ": unknown " + String.join(", ", unknown));
    }
  }

  private void collectUnknown(List<String> unknown) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!asked.contains(field.getKey())) {
        unknown.add(prefix + field.getKey() + " = " + field.getValue());
      }
    }
    parts.forEach(part -> part.collectUnknown(unknown));
  }

  /** That a key's value cannot be used. */
  public InferenceException refused(String key, String why) {
    return new InferenceException(file + ": " + prefix + key + " is " + why);
  }
}
