package org.juxta.inference.lvlm.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * Llama 3's headers around Mantis's numbered images: {@code (image 1: <Image><image></Image>)},
 * where {@code <Image>} is plain text and {@code <image>} the token that stands for the picture.
 */
final class MantisTemplate implements ChatTemplate {
  static final String IMAGE = "<image>";
  static final String PAD = "<pad>";
  private static final String END = "<|eot_id|>";

  /** The system text that these checkpoints were trained with, left over from a demonstration. */
  private static final String SYSTEM =
      "You are a pirate chatbot who always responds in pirate speak!";

  private static final String HEAD =
      "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
          + SYSTEM
          + END
          + "<|start_header_id|>user<|end_header_id|>";

  private final Tokenizer tokenizer;
  private final long imageToken;
  private final int tokensPerImage;
  private final long end;
  private final List<Long> ends;

  MantisTemplate(Tokenizer tokenizer, int imageToken, int tokensPerImage) {
    this.tokenizer = tokenizer;
    this.imageToken = imageToken;
    this.tokensPerImage = tokensPerImage;
    this.end = tokenizer.idOf(END);
    this.ends = List.of(end, tokenizer.idOf("<|end_of_text|>"));
    for (String token : List.of("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>")) {
      tokenizer.idOf(token);
    }
  }

  @Override
  public long[] opening(List<String> captions) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < captions.size(); i++) {
      text.append(i == 0 ? "\n\n" : "</Image>)").append(captions.get(i));
      text.append("(image ").append(i + 1).append(": <Image>").append(IMAGE);
    }
    return expanded(tokenizer.encode(text.toString()), imageToken, tokensPerImage);
  }

  /** Each image token as often as an image has tokens. */
  static long[] expanded(long[] ids, long imageToken, int tokensPerImage) {
    List<Long> all = new ArrayList<>();
    for (long id : ids) {
      all.addAll(Collections.nCopies(id == imageToken ? tokensPerImage : 1, id));
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public long[] question(int images, String text) {
    tokenizer.requirePlain(text);
    return tokenizer.encode(
        (images > 0 ? "</Image>)" : "\n\n")
            + text
            + END
            + "<|start_header_id|>assistant<|end_header_id|>\n\n");
  }

  @Override
  public long[] answer(String text) {
    return LongStream.concat(Arrays.stream(tokenizer.encodeUntrusted(text)), LongStream.of(end))
        .toArray();
  }

  @Override
  public List<Long> ends() {
    return ends;
  }

  @Override
  public String words(long[] ids) {
    return tokenizer.decode(ids);
  }
}
