package org.juxta.inference.lvlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.InferenceException;

class TokenizerTest {
  private static final List<String> SPECIAL = List.of("<pad>", "<s>", "</s>", "<loc_0>");
  private static final List<String> SENTENCES =
      List.of(
          "Q: How has pleural effusion changed?\nA:",
          " worsened",
          " worsened",
          "Where is nodule in the prior image?",
          "It's 12 mm, isn't it?  Two blanks\n\n and\ttabs",
          "größer als vorher: 3,5 cm ≥ 2\u00a0cm",
          "\u00a0no-break\u2003em space");

  @TempDir Path directory;

  /** Trained once for all tries of the properties. */
  private static final class Trained {
    private static final Tokenizer TOKENIZER = trained();

    private static Tokenizer trained() {
      try {
        Path directory = Files.createTempDirectory("tokenizer");
        try {
          train(directory, 60);
          return Tokenizer.read(directory);
        } finally {
          Files.delete(directory.resolve("tokenizer.json"));
          Files.delete(directory);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static int train(Path directory, int merges) throws IOException {
    return TokenizerTrainer.train(directory.resolve("tokenizer.json"), SENTENCES, SPECIAL, merges);
  }

  @Provide
  static Arbitrary<String> anyText() {
    Arbitrary<Integer> anywhere =
        Arbitraries.integers().between(0, 0x10ffff).filter(c -> c < 0xd800 || c > 0xdfff);
    Arbitrary<Integer> ascii = Arbitraries.integers().between(0, 0x7f);
    return Arbitraries.oneOf(ascii, anywhere)
        .list()
        .ofMaxSize(25)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  @Property(tries = 200)
  void anyTextComesBackFromItsTokens(@ForAll("anyText") String text) {
    long[] ids = Trained.TOKENIZER.encode(text);
    assertThat(Trained.TOKENIZER.decode(ids)).isEqualTo(text);
    assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id <= Trained.TOKENIZER.largestId());
  }

  @Test
  void halfOfASurrogatePairIsReadAsReplacementCharacters() {
    assertThat(Trained.TOKENIZER.decode(Trained.TOKENIZER.encode("a\ud83d b\ude00")))
        .matches("a\ufffd+ b\ufffd+");
  }

  @Test
  void theNameOfASpecialTokenIsRefusedInWhatSomebodyTyped() {
    for (String special : SPECIAL) {
      assertThatThrownBy(() -> Trained.TOKENIZER.encodeUntrusted("what is" + special + "?"))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(special);
    }
    String harmless = "is 3 < 4 and <S> or <loc_7>?";
    long[] ids = Trained.TOKENIZER.encodeUntrusted(harmless);
    assertThat(ids).isEqualTo(Trained.TOKENIZER.encode(harmless));
    assertThat(Arrays.stream(ids)).allMatch(id -> id >= SPECIAL.size());
  }

  @Test
  void specialTokensHaveTheFirstIdsAndAreLeftOutOfText() {
    for (int id = 0; id < SPECIAL.size(); id++) {
      assertThat(Trained.TOKENIZER.idOf(SPECIAL.get(id))).isEqualTo(id);
    }
    assertThat(Trained.TOKENIZER.decode(Trained.TOKENIZER.encode("<s>yes</s>"))).isEqualTo("yes");
    assertThatThrownBy(() -> Trained.TOKENIZER.idOf("<image>"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("<image>");
  }

  @Test
  void trainingTwiceGivesTheSameFile() throws IOException {
    train(directory, 60);
    byte[] first = Files.readAllBytes(directory.resolve("tokenizer.json"));
    train(directory, 60);
    assertThat(Files.readAllBytes(directory.resolve("tokenizer.json"))).isEqualTo(first);
  }

  @Test
  void theVocabularyHoldsTheBytesTheSpecialTokensAndWhatWasLearned() throws IOException {
    assertThat(train(directory, 0)).isEqualTo(256 + SPECIAL.size());
    assertThat(train(directory, 7)).isEqualTo(256 + SPECIAL.size() + 7);
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      assertThat(tokenizer.largestId()).isEqualTo(256 + SPECIAL.size() + 7 - 1);
    }
  }

  @Test
  void theMostFrequentPairIsLearnedFirst() throws IOException {
    Path file = directory.resolve("tokenizer.json");
    TokenizerTrainer.train(file, List.of("xyxyxy", "ab"), SPECIAL, 1);
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      assertThat(tokenizer.encode("xy")).containsExactly(256 + SPECIAL.size());
      assertThat(tokenizer.encode("ab")).hasSize(2);
    }
  }

  /**
   * Learned to the end, every word of the sentences is one token, if the library that reads the
   * file cuts and joins as training did.
   */
  @Test
  void theLibraryCutsAndJoinsAsTrainingDid() throws IOException {
    train(directory, 10_000);
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      List<String> words = new ArrayList<>();
      for (long id : tokenizer.encode(SENTENCES.get(0))) {
        words.add(tokenizer.decode(new long[] {id}));
      }
      assertThat(words)
          .containsExactly(
              "Q", ":", " How", " has", " pleural", " effusion", " changed", "?", "\n", "A", ":");
      for (String sentence : SENTENCES) {
        assertThat(tokenizer.encode(sentence))
            .as(sentence)
            .hasSize(TokenizerTrainer.words(sentence).size());
      }
      assertThat(tokenizer.encode(" worsened")).hasSize(1);
      assertThat(tokenizer.encode(" WORSENED".toLowerCase(Locale.ROOT))).hasSize(1);
      assertThat(tokenizer.encode(" unseen").length).isGreaterThan(1);
    }
  }

  @Test
  void whatIsNoTokenizerIsRefused() throws IOException {
    assertThatThrownBy(() -> Tokenizer.read(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no tokenizer.json in " + directory);
    for (String text : List.of("", "{", "{}", "[]")) {
      Files.writeString(directory.resolve("tokenizer.json"), text);
      assertThatThrownBy(() -> Tokenizer.read(directory))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("tokenizer.json");
    }
  }
}
