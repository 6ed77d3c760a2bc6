package org.juxta.plugin.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads the settings file: YAML, every key known, no key twice. */
public final class SettingsFile {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @throws SettingsException when there is no such file, it is not YAML, or holds a key that is
   *     not known
   */
  public static SettingsSource read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SettingsException("config", "there is no file " + file, e);
    } catch (IOException e) {
      throw new SettingsException("config", file + " cannot be read as a text file", e);
    }
    JsonNode tree = parse(file, text);
    try {
      return MAPPER.treeToValue(tree, SettingsSource.class);
    } catch (UnrecognizedPropertyException e) {
      throw new SettingsException(
          e.getPropertyName(), "unknown key in " + file + "; the known ones are " + known(e), e);
    } catch (JsonMappingException e) {
      String key = e.getPath().isEmpty() ? "config" : e.getPath().get(0).getFieldName();
      throw new SettingsException(
          key, "not a value of this key in " + file + "; see deploy/juxta.yaml", e);
    } catch (JsonProcessingException e) {
      throw new SettingsException("config", file + " is not a settings file", e);
    }
  }

  private static JsonNode parse(Path file, String text) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String at =
          location == null
              ? ""
              : " line " + location.getLineNr() + " column " + location.getColumnNr();
      throw new SettingsException(
          "config",
          file
              + at
              + " is not YAML ("
              + firstLine(e)
              + "); each line is 'key: value', a list is [A, B], a text with special characters is"
              + " in quotes",
          e);
    }
    if (tree.isMissingNode() || tree.isNull()) {
      return MAPPER.createObjectNode();
    }
    if (!tree.isObject()) {
      throw new SettingsException(
          "config", file + " holds no 'key: value' lines; see deploy/juxta.yaml");
    }
    return tree;
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("no reason given");
  }
}
