package org.juxta.inference.lvlm.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Learns a byte-level BPE vocabulary (Sennrich et al., arXiv 1508.07909, over the bytes of UTF-8)
 * from the sentences that a checkpoint is tuned on. Any text can be encoded with it, what was not
 * seen just takes more tokens.
 */
public final class TokenizerTrainer {
  /** How GPT-2's byte-level pre-tokenizer cuts text; tokenizer.json asks for the same. */
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private TokenizerTrainer() {}

  /**
   * Writes tokenizer.json.
   *
   * @param sentences what to learn from, each as often as it should count
   * @param special special tokens, they take ids 0, 1, ...
   * @param merges at most so many tokens are learned beside the 256 bytes
   * @return size of the whole vocabulary
   */
  public static int train(Path file, List<String> sentences, List<String> special, int merges)
      throws IOException {
    Map<List<String>, Integer> words = new LinkedHashMap<>();
    for (String sentence : sentences) {
      for (String word : words(sentence)) {
        words.merge(symbols(word), 1, Integer::sum);
      }
    }
    List<String> vocabulary = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      vocabulary.add(String.valueOf(letterOf(b)));
    }
    List<String[]> learned = new ArrayList<>();
    while (learned.size() < merges) {
      String[] best = mostFrequentPair(words);
      if (best == null) {
        break;
      }
      learned.add(best);
      if (!vocabulary.contains(best[0] + best[1])) {
        vocabulary.add(best[0] + best[1]);
      }
      Map<List<String>, Integer> joined = new LinkedHashMap<>();
      words.forEach((word, count) -> joined.merge(join(word, best), count, Integer::sum));
      words = joined;
    }
    TokenizerJson.write(file, special, vocabulary, learned);
    return special.size() + vocabulary.size();
  }

  /** What a text is cut into before anything is joined. */
  static List<String> words(String text) {
    return WORDS.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String @org.jspecify.annotations.Nullable [] mostFrequentPair(
      Map<List<String>, Integer> words) {
    Map<List<String>, Integer> pairs = new LinkedHashMap<>();
    words.forEach(
        (word, count) -> {
          for (int i = 0; i + 1 < word.size(); i++) {
            pairs.merge(List.of(word.get(i), word.get(i + 1)), count, Integer::sum);
          }
        });
    return pairs.entrySet().stream()
        .max(
            Map.Entry.<List<String>, Integer>comparingByValue()
                .thenComparing(
                    e -> e.getKey().get(0) + " " + e.getKey().get(1), Comparator.reverseOrder()))
        .map(e -> e.getKey().toArray(new String[0]))
        .orElse(null);
  }

  private static List<String> join(List<String> word, String[] pair) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      if (i + 1 < word.size() && word.get(i).equals(pair[0]) && word.get(i + 1).equals(pair[1])) {
        out.add(pair[0] + pair[1]);
        i++;
      } else {
        out.add(word.get(i));
      }
    }
    return out;
  }

  private static List<String> symbols(String word) {
    List<String> symbols = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      symbols.add(String.valueOf(letterOf(b & 0xff)));
    }
    return symbols;
  }

  /**
   * The byte-level alphabet: printable Latin-1 characters stand for themselves, the other bytes for
   * characters from U+0100 on, in order.
   */
  private static char letterOf(int b) {
    if (printable(b)) {
      return (char) b;
    }
    int before = 0;
    for (int i = 0; i < b; i++) {
      if (!printable(i)) {
        before++;
      }
    }
    return (char) (0x100 + before);
  }

  private static boolean printable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || (b >= 0xae && b <= 0xff);
  }
}
