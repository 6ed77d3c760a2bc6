package org.juxta.inference.lvlm.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumberGrammarTest {
  /** Tokens 0 to 9 are digits, 10 and 11 separate two numbers. */
  private static final NumberGrammar.Spelling SPELLING =
      new NumberGrammar.Spelling(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new long[] {10, 11});

  private static final int COMMA = 10;

  private static NumberGrammar grammar(int low, int high) {
    return new NumberGrammar(SPELLING, 1, said -> new NumberGrammar.Range(low, high));
  }

  /** Logits that want the text, one step after the other. */
  private static List<Long> wanting(NumberGrammar grammar, String text) {
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; !grammar.complete(); i++) {
      float[] logits = new float[12];
      logits[i < text.length() ? text.charAt(i) - '0' : COMMA] = 5;
      tokens.add(grammar.next(logits));
    }
    return tokens;
  }

  @Test
  void aNumberWithinItsRangeIsSaidAsWanted() {
    NumberGrammar grammar = grammar(0, 1000);
    assertThat(wanting(grammar, "1000")).containsExactly(1L, 0L, 0L, 0L, 10L);
    assertThat(grammar.numbers()).containsExactly(1000);
    grammar = grammar(0, 1000);
    wanting(grammar, "47");
    assertThat(grammar.numbers()).containsExactly(47);
  }

  @Test
  void aNumberOutsideOfItsRangeCannotBeSaid() {
    NumberGrammar grammar = grammar(500, 1000);
    wanting(grammar, "23");
    assertThat(grammar.numbers().get(0)).isBetween(500, 1000);
    grammar = grammar(0, 1000);
    // 100 is followed by nothing else than 0 or the end, 9999 is cut to 999.
    wanting(grammar, "9999");
    assertThat(grammar.numbers()).containsExactly(999);
    grammar = grammar(0, 1000);
    wanting(grammar, "007");
    assertThat(grammar.numbers()).containsExactly(0);
  }

  @Property(tries = 500)
  void anyLogitsMakeABox(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    NumberGrammar grammar =
        new NumberGrammar(
            SPELLING,
            4,
            said ->
                said.size() < 2
                    ? new NumberGrammar.Range(0, 999)
                    : new NumberGrammar.Range(said.get(said.size() - 2) + 1, 1000));
    int tokens = 0;
    while (!grammar.complete()) {
      float[] logits = new float[12];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) (4 * random.nextGaussian());
      }
      grammar.next(logits);
      tokens++;
    }
    List<Integer> n = grammar.numbers();
    assertThat(tokens).isLessThanOrEqualTo(NumberGrammar.longest(4, 4, SPELLING));
    assertThat(n.get(2)).isGreaterThan(n.get(0)).isLessThanOrEqualTo(1000);
    assertThat(n.get(3)).isGreaterThan(n.get(1)).isLessThanOrEqualTo(1000);
    assertThat(n).allMatch(x -> x >= 0);
  }
}
