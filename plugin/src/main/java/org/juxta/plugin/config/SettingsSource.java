package org.juxta.plugin.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings as somebody wrote them, in the file or as flags: text that is not checked yet, null
 * where nothing was written. The keys are the file's keys, and the flags' names.
 */
public record SettingsSource(
    @JsonProperty("ae") @Nullable String ae,
    @JsonProperty("host") @Nullable String host,
    @JsonProperty("port") @Nullable String port,
    @JsonProperty("data") @Nullable String data,
    @JsonProperty("archive") @Nullable List<String> archive,
    @JsonProperty("results") @Nullable List<String> results,
    @JsonProperty("model") @Nullable String model,
    @JsonProperty("accept-licence") @Nullable List<String> acceptLicence,
    @JsonProperty("quiet-period") @Nullable String quietPeriod,
    @JsonProperty("allow") @Nullable List<String> allow,
    @JsonProperty("prior-archive") @Nullable List<String> priorArchive,
    @JsonProperty("prior-number") @Nullable String priorNumber,
    @JsonProperty("prior-look-back") @Nullable String priorLookBack,
    @JsonProperty("prior-timeout") @Nullable String priorTimeout,
    @JsonProperty("prior-attempts") @Nullable String priorAttempts,
    @JsonProperty("web") @Nullable String web,
    @JsonProperty("prior-wait") @Nullable String priorWait,
    @JsonProperty("late-prior") @Nullable String latePrior,
    @JsonProperty("connect-timeout") @Nullable String connectTimeout,
    @JsonProperty("response-timeout") @Nullable String responseTimeout,
    @JsonProperty("retry-first") @Nullable String retryFirst,
    @JsonProperty("retry-longest") @Nullable String retryLongest,
    @JsonProperty("give-up-after") @Nullable String giveUpAfter) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Nothing written at all. */
  public static final SettingsSource EMPTY = of(Map.of());

  /**
   * What is written under each key: a text, or a list of texts.
   *
   * @throws IllegalArgumentException when a key is none
   */
  public static SettingsSource of(Map<String, ?> written) {
    return MAPPER.convertValue(written, SettingsSource.class);
  }

  /** This source where it says something, {@code under} where it does not. */
  public SettingsSource over(SettingsSource under) {
    return new SettingsSource(
        first(ae, under.ae),
        first(host, under.host),
        first(port, under.port),
        first(data, under.data),
        first(archive, under.archive),
        first(results, under.results),
        first(model, under.model),
        first(acceptLicence, under.acceptLicence),
        first(quietPeriod, under.quietPeriod),
        first(allow, under.allow),
        first(priorArchive, under.priorArchive),
        first(priorNumber, under.priorNumber),
        first(priorLookBack, under.priorLookBack),
        first(priorTimeout, under.priorTimeout),
        first(priorAttempts, under.priorAttempts),
        first(web, under.web),
        first(priorWait, under.priorWait),
        first(latePrior, under.latePrior),
        first(connectTimeout, under.connectTimeout),
        first(responseTimeout, under.responseTimeout),
        first(retryFirst, under.retryFirst),
        first(retryLongest, under.retryLongest),
        first(giveUpAfter, under.giveUpAfter));
  }

  private static <T> @Nullable T first(@Nullable T above, @Nullable T below) {
    return above != null ? above : below;
  }
}
