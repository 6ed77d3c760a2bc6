package org.juxta.inference.lvlm.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.inference.lvlm.InferenceException;

class RemoteAddressTest {
  @Test
  void everyPartArrives() {
    assertThat(
            RemoteAddress.parse(
                "openai:http://gpu.example.org:8000/v1#google/medgemma-1.5-4b-it key=env:VLLM_KEY"
                    + " plain-http=yes free-questions=yes timeout=30"))
        .isEqualTo(
            new RemoteAddress(
                URI.create("http://gpu.example.org:8000/v1"),
                "google/medgemma-1.5-4b-it",
                new ApiKey("VLLM_KEY", null),
                true,
                Duration.ofSeconds(30)));
  }

  @Test
  void nothingSaidMeansNoKeyNoFreeQuestionsAndTwoMinutes() {
    assertThat(RemoteAddress.parse("openai:https://gpu.example.org/v1#m"))
        .isEqualTo(
            new RemoteAddress(
                URI.create("https://gpu.example.org/v1"), "m", null, false, Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"})
  void plainHttpIsForThisMachine(String authority) {
    assertThat(RemoteAddress.parse("openai:http://" + authority + "/v1#m").server())
        .isEqualTo(authority);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "openai:http://gpu.example.org/v1#m           | plain http would send",
        "openai:http://127.0.0.1.example.org/v1#m     | plain http would send",
        "openai:https://gpu.example.org/v1            | not a remote model",
        "openai:https://gpu.example.org/v1#           | not a remote model",
        "openai:ftp://gpu.example.org/v1#m            | not a remote model",
        "openai:https:///v1#m                         | not a",
        "openai:https://user:pw@gpu.example.org/v1#m  | behind key=",
        "openai:https://gpu.example.org/v1?k=v#m      | not a remote model",
        "openai:https://gpu.example.org/v1#m key=     | names a file",
        "openai:https://gpu.example.org/v1#m key=env:1 | names a file",
        "openai:https://gpu.example.org/v1#m timeout=0 | timeout=SECONDS",
        "openai:https://gpu.example.org/v1#m retries=9 | 'retries=9' is not known",
      })
  void whatIsWrongIsSaid(String text, String reason) {
    assertThatThrownBy(() -> RemoteAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("pw");
  }

  @Test
  void aKeyThatCannotBeHadIsNamedByItsPlace() {
    ApiKey variable = ApiKey.parse("env:JUXTA_KEY");
    assertThat(variable.read(Map.of("JUXTA_KEY", " abc\n")::get)).isEqualTo("abc");
    assertThatThrownBy(() -> variable.read(name -> null))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("environment variable JUXTA_KEY");
    assertThatThrownBy(() -> variable.read(name -> "two\nlines"))
        .isInstanceOf(InferenceException.class)
        .hasMessageNotContaining("lines");
    assertThatThrownBy(() -> ApiKey.parse("/nowhere/key").read(name -> null))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("/nowhere/key");
  }
}
