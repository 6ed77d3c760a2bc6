package org.juxta.plugin.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.listener.AllowedPeer;
import org.juxta.inference.lvlm.remote.RemoteAddress;

/** Turns what somebody wrote into {@link Settings}, with the defaults where nothing was written. */
public final class SettingsCheck {
  private static final Duration LONGEST_QUIET_PERIOD = Duration.ofDays(1);
  private static final Duration LONGEST_PRIOR_WAIT = Duration.ofHours(1);
  private static final Duration LONGEST_LOOK_BACK = Duration.ofDays(36_500);
  private static final Duration LATEST_PRIOR = Duration.ofDays(30);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
  private static final Duration LONGEST_RETRY = Duration.ofDays(1);
  private static final Duration LONGEST_TRYING = Duration.ofDays(365);

  private SettingsCheck() {}

  /**
   * Checks every key.
   *
   * @throws SettingsException naming the key and what would be right
   */
  public static Settings check(SettingsSource source) {
    Settings settings =
        new Settings(
            value("ae", source.ae(), SettingsCheck::aeTitle, "JUXTA"),
            value("host", source.host(), SettingsCheck::host, "127.0.0.1"),
            value("port", source.port(), SettingsCheck::port, 11112),
            value("data", source.data(), SettingsCheck::directory, Path.of("juxta-data")),
            values("archive", source.archive(), ArchiveNode::parse),
            results(source.results()),
            value("model", source.model(), SettingsCheck::model, Settings.EMBEDDED_MODEL),
            values("accept-licence", source.acceptLicence(), licence -> licence),
            duration("quiet-period", source.quietPeriod(), "60s", LONGEST_QUIET_PERIOD),
            values("allow", source.allow(), AllowedPeer::parse),
            web(source.web()),
            new Settings.PriorSettings(
                values("prior-archive", source.priorArchive(), PriorArchive::parse),
                value("prior-number", source.priorNumber(), SettingsCheck::fewTimes, 2),
                duration("prior-look-back", source.priorLookBack(), "3650d", LONGEST_LOOK_BACK),
                duration("prior-timeout", source.priorTimeout(), "2m", LONGEST_PRIOR_WAIT),
                value("prior-attempts", source.priorAttempts(), SettingsCheck::fewTimes, 3),
                durationOrNone("prior-wait", source.priorWait(), "5m", LONGEST_PRIOR_WAIT),
                durationOrNone("late-prior", source.latePrior(), "24h", LATEST_PRIOR)),
            new Settings.DeliverySettings(
                duration("connect-timeout", source.connectTimeout(), "10s", LONGEST_TIMEOUT),
                duration("response-timeout", source.responseTimeout(), "60s", LONGEST_TIMEOUT),
                duration("retry-first", source.retryFirst(), "5s", LONGEST_RETRY),
                duration("retry-longest", source.retryLongest(), "5m", LONGEST_RETRY),
                duration("give-up-after", source.giveUpAfter(), "7d", LONGEST_TRYING)));
    eachArchiveOnce(settings.archives());
    return settings;
  }

  /** YAML reads a bare {@code off} as the truth value, so that comes here as its other name. */
  private static @Nullable WebAddress web(@Nullable String text) {
    boolean off = text != null && List.of("off", "false").contains(text.strip());
    return off ? null : value("web", text, WebAddress::parse, WebAddress.DEFAULT);
  }

  private static <T> T value(
      String key, @Nullable String text, Function<String, T> parser, T byDefault) {
    return text == null ? byDefault : parse(key, text, parser);
  }

  private static <T> List<T> values(
      String key, @Nullable List<String> texts, Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      values.add(parse(key, text, parser));
    }
    return values;
  }

  /** A reading without its report would be one that nobody can check. */
  private static Set<ResultKind> results(@Nullable List<String> texts) {
    if (texts == null) {
      return EnumSet.allOf(ResultKind.class);
    }
    Set<ResultKind> results = new HashSet<>(values("results", texts, ResultKind::parse));
    if (!results.contains(ResultKind.REPORT)) {
      throw new SettingsException("results", "'report' is missing; it is always sent");
    }
    return results;
  }

  private static <T> T parse(String key, String text, Function<String, T> parser) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(key, String.valueOf(e.getMessage()), e);
    }
  }

  private static Duration duration(
      String key, @Nullable String text, String byDefault, Duration longest) {
    Duration duration = durationOrNone(key, text, byDefault, longest);
    if (duration.isZero()) {
      throw outOfRange(key, text, "more than 0 and", longest);
    }
    return duration;
  }

  private static Duration durationOrNone(
      String key, @Nullable String text, String byDefault, Duration longest) {
    Duration duration = parse(key, text == null ? byDefault : text, DurationText::parse);
    if (duration.compareTo(longest) > 0) {
      throw outOfRange(key, text, "", longest);
    }
    return duration;
  }

  private static SettingsException outOfRange(
      String key, @Nullable String text, String least, Duration longest) {
    return new SettingsException(
        key,
        "'%s' is out of range; %s at most %s"
            .formatted(text, least, inHours(longest))
            .replace("  ", " "));
  }

  private static String inHours(Duration duration) {
    return duration.toHours() + "h";
  }

  /** PS3.5 table 6.2-1, AE: at most 16 characters, no backslash, no control characters. */
  private static String aeTitle(String text) {
    boolean plain = text.chars().allMatch(c -> c > 0x20 - 1 && c < 0x7f && c != '\\');
    if (text.isEmpty() || text.length() > 16 || !plain || text.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an AE title; 1 to 16 printable ASCII characters without \\ and @");
    }
    return text;
  }

  private static String host(String text) {
    if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address; a local one like 127.0.0.1, or 0.0.0.0 for all");
    }
    return text;
  }

  private static Integer port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // the same line for a word and for a number that no port has
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a port; a number from 1 to 65535, or 0 for any free one");
  }

  private static Integer fewTimes(String text) {
    if (!text.matches("[1-9]|10")) {
      throw new IllegalArgumentException("'" + text + "' is not a number from 1 to 10");
    }
    return Integer.valueOf(text);
  }

  private static Path directory(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("nothing given; a directory that Juxta may write to");
    }
    try {
      Path path = Path.of(text);
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new IllegalArgumentException(
            "'" + text + "' is a file; a directory that Juxta may write to");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a path; a directory that Juxta may write to", e);
    }
  }

  private static String model(String text) {
    if (text.equals(Settings.EMBEDDED_MODEL)) {
      return text;
    }
    if (RemoteAddress.isOne(text)) {
      RemoteAddress.parse(text);
      return text;
    }
    if (!Files.isRegularFile(directory(text).resolve("config.json"))) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' holds no config.json; 'embedded', or a directory with config.json,"
              + " model.safetensors and tokenizer.json");
    }
    return text;
  }

  /** Deliveries are kept by AE title, so that a report still finds an archive that has moved. */
  private static void eachArchiveOnce(List<ArchiveNode> archives) {
    Set<String> seen = new HashSet<>();
    for (ArchiveNode archive : archives) {
      if (!seen.add(archive.aeTitle())) {
        throw new SettingsException(
            "archive", "'" + archive.aeTitle() + "' is given twice; each AE title once");
      }
    }
  }
}
