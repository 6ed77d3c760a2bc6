package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.text.Tokenizer;

/** tokenizer.model against the SentencePiece library; see src/test/python. */
class SentencePieceTest {
  private static final Path FIXTURE = ParityFixture.of("llava-med").directory();

  @Test
  void textsHaveTheIdsOfTheLibrary() throws IOException {
    JsonNode samples =
        new ObjectMapper().readTree(FIXTURE.resolve("expected_tokens.json").toFile());
    assertThat(samples).isNotEmpty();
    try (Tokenizer tokenizer = Tokenizer.readSentencePiece(FIXTURE)) {
      for (JsonNode sample : samples) {
        long[] expected = new ObjectMapper().convertValue(sample.path("ids"), long[].class);
        assertThat(tokenizer.encode(sample.path("text").asText()))
            .as("'%s'", sample.path("text").asText())
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 4000, 6300})
  void aFileThatEndsTooEarlyIsRefused(int length, @TempDir Path directory) throws IOException {
    byte[] whole = Files.readAllBytes(FIXTURE.resolve("tokenizer.model"));
    Files.write(directory.resolve("tokenizer.model"), Arrays.copyOf(whole, length));
    assertThatThrownBy(() -> Tokenizer.readSentencePiece(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("tokenizer.model");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path directory) {
    assertThatThrownBy(() -> Tokenizer.readSentencePiece(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no tokenizer.model");
  }
}
