package org.juxta.inference.lvlm.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedTextTest {

  /** Tokens are bytes of UTF-8 here. */
  private static String words(long[] ids) {
    byte[] bytes = new byte[ids.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ids[i];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> pieces(StreamedText text, String answer) {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    List<String> pieces = new ArrayList<>();
    for (int n = 1; n <= bytes.length && !text.stopped(); n++) {
      long[] ids = new long[n];
      Arrays.setAll(ids, i -> bytes[i]);
      pieces.add(text.grow(ids));
    }
    pieces.add(text.finish());
    return pieces;
  }

  @Test
  void piecesAddUpToTheText() {
    StreamedText text = new StreamedText(StreamedTextTest::words, List.of());
    assertThat(pieces(text, "ab c")).containsExactly("a", "b", " ", "c", "");
    assertThat(text.text()).isEqualTo("ab c");
  }

  @Test
  void aCharacterOfSeveralTokensComesWhole() {
    StreamedText text = new StreamedText(StreamedTextTest::words, List.of());
    assertThat(pieces(text, "5 \u00b5m")).containsExactly("5", " ", "", "\u00b5", "m", "");
  }

  @Test
  void aTextToStopAtIsNeverShownNotEvenItsBeginning() {
    StreamedText text = new StreamedText(StreamedTextTest::words, List.of("\nQ:"));
    assertThat(pieces(text, "yes\nno\nQ: more"))
        .containsExactly("y", "e", "s", "", "\nn", "o", "", "", "", "");
    assertThat(text.text()).isEqualTo("yes\nno");
    assertThat(text.stopped()).isTrue();
  }

  @Test
  void whatWasHeldBackComesAtTheEnd() {
    StreamedText text = new StreamedText(StreamedTextTest::words, List.of("\nQ:"));
    assertThat(pieces(text, "yes\nQ")).containsExactly("y", "e", "s", "", "", "\nQ");
  }
}
