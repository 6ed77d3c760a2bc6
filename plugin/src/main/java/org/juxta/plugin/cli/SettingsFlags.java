package org.juxta.plugin.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsFile;
import org.juxta.plugin.config.SettingsSource;
import picocli.CommandLine.Option;

/** The flags that override the settings file. Values are checked where the file's are. */
final class SettingsFlags {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings file (YAML); deploy/juxta.yaml explains every key")
  private @Nullable Path config;

  @Option(
      names = "--ae",
      paramLabel = "TITLE",
      description = "AE title to answer to and send as (JUXTA)")
  private @Nullable String ae;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "local address to listen on (127.0.0.1)")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "TCP port to listen on, 0 for any free one (11112)")
  private @Nullable String port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "directory of objects, reports and state (juxta-data)")
  private @Nullable String data;

  @Option(
      names = "--archive",
      paramLabel = "AET@host:port",
      description = "where reports go; repeatable")
  private @Nullable List<String> archive;

  @Option(
      names = "--model",
      paramLabel = "embedded|DIR|openai:URL#NAME",
      description = "the model in the jar, a checkpoint directory, or a remote model (embedded)")
  private @Nullable String model;

  @Option(
      names = "--accept-licence",
      paramLabel = "ID",
      description = "terms of a model that you have read and accept; repeatable")
  private @Nullable List<String> acceptLicence;

  @Option(
      names = "--quiet-period",
      paramLabel = "TIME",
      description = "a study is complete this long after its last instance (60s)")
  private @Nullable String quietPeriod;

  @Option(
      names = "--allow",
      paramLabel = "AET[@host]",
      description = "who may send; repeatable, none means anybody")
  private @Nullable List<String> allow;

  @Option(
      names = "--web",
      paramLabel = "HOST:PORT|off",
      description = "where the desk is served, on this machine only (127.0.0.1:8080)")
  private @Nullable String web;

  /**
   * The file's settings with the flags' over them.
   *
   * @throws org.juxta.plugin.config.SettingsException naming the key
   */
  Settings settings() {
    SettingsSource file = config == null ? SettingsSource.EMPTY : SettingsFile.read(config);
    return SettingsCheck.check(SettingsSource.of(written()).over(file));
  }

  /** What was given, by key. */
  private Map<String, Object> written() {
    Map<String, @Nullable Object> flags = new HashMap<>();
    flags.put("ae", ae);
    flags.put("host", host);
    flags.put("port", port);
    flags.put("data", data);
    flags.put("archive", archive);
    flags.put("model", model);
    flags.put("accept-licence", acceptLicence);
    flags.put("quiet-period", quietPeriod);
    flags.put("allow", allow);
    flags.put("web", web);
    Map<String, Object> given = new HashMap<>();
    flags.forEach(
        (key, value) -> {
          if (value != null) {
            given.put(key, value);
          }
        });
    return given;
  }
}
