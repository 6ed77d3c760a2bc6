package org.juxta.plugin.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Writes records as JSON for people and programs. */
final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonFile() {}

  static void write(Record content, Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), content);
  }
}
