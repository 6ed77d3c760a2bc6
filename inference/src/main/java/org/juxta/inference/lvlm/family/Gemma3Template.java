package org.juxta.inference.lvlm.family;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * Gemma's turns. An image is {@code <start_of_image>}, its tokens and {@code <end_of_image>}, with
 * an empty line before and after; texts are stripped, as the published template does.
 */
final class Gemma3Template implements ChatTemplate {
  static final String IMAGE = "<image_soft_token>";
  static final String BEGIN_OF_IMAGE = "<start_of_image>";
  static final String END_OF_IMAGE = "<end_of_image>";
  private static final String END = "<end_of_turn>";
  private static final String TURN = "<start_of_turn>";

  private final Tokenizer tokenizer;
  private final long imageToken;
  private final int tokensPerImage;
  private final long end;
  private final List<Long> ends;

  Gemma3Template(Tokenizer tokenizer, int tokensPerImage) {
    this.tokenizer = tokenizer;
    this.imageToken = tokenizer.idOf(IMAGE);
    this.tokensPerImage = tokensPerImage;
    this.end = tokenizer.idOf(END);
    this.ends = List.of(end, tokenizer.idOf("<eos>"));
    tokenizer.idOf(TURN);
    tokenizer.idOf("<bos>");
  }

  @Override
  public long[] opening(List<String> captions) {
    StringBuilder text = new StringBuilder("<bos>").append(TURN);
    for (int i = 0; i < captions.size(); i++) {
      text.append(i == 0 ? "user\n" : "\n\n").append(captions.get(i).strip());
      text.append("\n\n").append(BEGIN_OF_IMAGE).append(IMAGE).append(END_OF_IMAGE);
    }
    return MantisTemplate.expanded(tokenizer.encode(text.toString()), imageToken, tokensPerImage);
  }

  @Override
  public long[] question(int images, String text) {
    tokenizer.requirePlain(text);
    return tokenizer.encode(
        (images > 0 ? "\n\n" : "user\n") + text.strip() + END + "\n" + TURN + "model\n");
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
