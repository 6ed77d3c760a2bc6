package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * The prompt format of the embedded checkpoint, for tuning and for use alike.
 *
 * <p>Images come first, each behind the word for its time point; questions follow:
 *
 * <pre>
 * &lt;s&gt;prior:&lt;image&gt;
 * current:&lt;image&gt;
 * Q: How has nodule changed?
 * A: worsened&lt;/s&gt;
 * </pre>
 *
 * <p>A place is four location tokens, x0 y0 x1 y1, or the no-box token.
 */
public final class LlavaPrompts {
  public static final String PAD = "<pad>";
  public static final String BEGIN = "<s>";
  public static final String END = "</s>";
  public static final String IMAGE = "<image>";
  public static final String NO_BOX = "<no_box>";

  /** Most images that one prompt compares. */
  public static final int MAX_IMAGES = 2;

  private final Tokenizer tokenizer;
  private final LlavaConfig config;

  public LlavaPrompts(Tokenizer tokenizer, LlavaConfig config) {
    this.tokenizer = tokenizer;
    this.config = config;
  }

  /** Special tokens in the order of their ids; location tokens last. */
  public static List<String> specialTokens(int bins) {
    List<String> tokens = new ArrayList<>(List.of(PAD, BEGIN, END, IMAGE, NO_BOX));
    for (int i = 0; i < bins; i++) {
      tokens.add(location(i));
    }
    return tokens;
  }

  /** The token that stands for a location bin. */
  static String location(int bin) {
    return "<loc_" + bin + ">";
  }

  /** What the images of a prompt are called, oldest first. */
  public static List<String> timePoints(int images) {
    return switch (images) {
      case 1 -> List.of("current");
      case 2 -> List.of("prior", "current");
      default ->
          throw new InferenceException(
              images + " images given; this model takes one, or a prior and a current one");
    };
  }

  /** The text that a prompt with so many images starts with. */
  public static String prefixText(int images) {
    StringBuilder text = new StringBuilder(BEGIN);
    for (String time : timePoints(images)) {
      text.append(time).append(':').append(IMAGE).append('\n');
    }
    return text.toString();
  }

  public static String questionText(String question) {
    return "Q: " + question + "\nA:";
  }

  /** The question for the place of something on one image of a prompt. */
  public static String locateQuestion(String phrase, int image, int images) {
    return "Where is " + phrase + " in the " + timePoints(images).get(image) + " image?";
  }

  /** Token ids of the prefix, each image token repeated for every patch. */
  public long[] prefix(int images) {
    int patches = config.visionConfig().patches();
    return Arrays.stream(tokenizer.encode(prefixText(images)))
        .flatMap(
            id ->
                Arrays.stream(
                    id == config.imageTokenIndex() ? repeat(id, patches) : new long[] {id}))
        .toArray();
  }

  private static long[] repeat(long id, int times) {
    long[] ids = new long[times];
    Arrays.fill(ids, id);
    return ids;
  }

  /** Token ids of a question, up to where its answer begins. */
  public long[] question(String question) {
    return tokenizer.encodeUntrusted(questionText(question));
  }

  /** Token ids of an answer in words, which a caller may have typed, with the end token. */
  public long[] answer(String answer) {
    return append(tokenizer.encodeUntrusted(" " + answer), config.eosTokenId());
  }

  /** Token ids of a place: x0, y0, x1, y1 in location bins, with the end token. */
  public long[] place(int[] bins) {
    long[] ids = new long[5];
    for (int i = 0; i < 4; i++) {
      ids[i] = config.locationTokens().first() + (long) bins[i];
    }
    ids[4] = config.eosTokenId();
    return ids;
  }

  /** Token ids of the answer that there is nothing to point at, with the end token. */
  public long[] noBox() {
    return new long[] {config.locationTokens().noBox(), config.eosTokenId()};
  }

  private static long[] append(long[] ids, long id) {
    long[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    return longer;
  }
}
