package org.juxta.plugin.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
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
    @JsonProperty("model") @Nullable String model,
    @JsonProperty("quiet-period") @Nullable String quietPeriod,
    @JsonProperty("allow") @Nullable List<String> allow,
    @JsonProperty("connect-timeout") @Nullable String connectTimeout,
    @JsonProperty("response-timeout") @Nullable String responseTimeout,
    @JsonProperty("retry-first") @Nullable String retryFirst,
    @JsonProperty("retry-longest") @Nullable String retryLongest,
    @JsonProperty("give-up-after") @Nullable String giveUpAfter) {

  /** Nothing written at all. */
  public static final SettingsSource EMPTY =
      new SettingsSource(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** This source where it says something, {@code under} where it does not. */
  public SettingsSource over(SettingsSource under) {
    return new SettingsSource(
        first(ae, under.ae),
        first(host, under.host),
        first(port, under.port),
        first(data, under.data),
        first(archive, under.archive),
        first(model, under.model),
        first(quietPeriod, under.quietPeriod),
        first(allow, under.allow),
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
