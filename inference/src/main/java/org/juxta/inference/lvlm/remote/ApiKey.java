package org.juxta.inference.lvlm.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.InferenceException;

/**
 * Where an API key is. It is read when a model is loaded, and never part of a message.
 *
 * @param variable name of an environment variable, null when it is in a file
 * @param file a file of one line, null when it is in a variable
 */
public record ApiKey(@Nullable String variable, @Nullable Path file) {
  private static final String VARIABLE = "env:";

  /**
   * @param text {@code env:NAME} or a file's name
   * @throws IllegalArgumentException when it is neither
   */
  static ApiKey parse(String text) {
    if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
      return new ApiKey(text.substring(VARIABLE.length()), null);
    }
    if (text.isEmpty() || text.startsWith(VARIABLE)) {
      throw new IllegalArgumentException("key= names a file, or env: and an environment variable");
    }
    try {
      return new ApiKey(null, Path.of(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("key= names no file", e);
    }
  }

  /**
   * The key.
   *
   * @param environment value of a variable, null when it is not set
   * @throws InferenceException naming the variable or file that holds none
   */
  String read(UnaryOperator<@Nullable String> environment) {
    String key;
    if (variable != null) {
      key = environment.apply(variable);
    } else {
      key = line();
    }
    if (key == null || !key.strip().matches("[\\x21-\\x7e]+")) {
      String where = variable != null ? "environment variable " + variable : "file " + file;
      throw new InferenceException("no API key of one line in the " + where);
    }
    return key.strip();
  }

  private @Nullable String line() {
    if (file == null) {
      return null;
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InferenceException("cannot read the API key's file " + file, e);
    }
  }
}
