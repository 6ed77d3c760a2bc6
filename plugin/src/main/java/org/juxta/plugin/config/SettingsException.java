package org.juxta.plugin.config;

/** A setting that cannot be used. The message names the key and says what would be right. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param key the key as written in the file and, with two dashes, on the command line
   * @param problem what is wrong and what would be right, on one line
   */
  public SettingsException(String key, String problem) {
    super(key + ": " + problem);
  }

  public SettingsException(String key, String problem, Throwable cause) {
    super(key + ": " + problem, cause);
  }
}
