package org.juxta.inference.lvlm.family;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * Mistral's instruction brackets. The texts between images are tokenized apart, each with the space
 * that SentencePiece puts before a text, as the published code does; an image has no token of its
 * own, so an id that no vocabulary has stands for it.
 */
final class LlavaMedTemplate implements ChatTemplate {
  /** IMAGE_TOKEN_INDEX of the published code. */
  static final int IMAGE = -200;

  private final Tokenizer tokenizer;
  private final int tokensPerImage;
  private final long begin;
  private final long end;

  LlavaMedTemplate(Tokenizer tokenizer, int tokensPerImage) {
    this.tokenizer = tokenizer;
    this.tokensPerImage = tokensPerImage;
    this.begin = tokenizer.idOf("<s>");
    this.end = tokenizer.idOf("</s>");
  }

  @Override
  public long[] opening(List<String> captions) {
    LongStream ids = LongStream.of(begin);
    for (int i = 0; i < captions.size(); i++) {
      String before = (i == 0 ? "[INST] " : "\n") + captions.get(i).stripLeading();
      ids = LongStream.concat(ids, Arrays.stream(tokenizer.encode(before)));
      ids =
          LongStream.concat(
              ids,
              Collections.nCopies(tokensPerImage, (long) IMAGE).stream()
                  .mapToLong(Long::longValue));
    }
    return ids.toArray();
  }

  @Override
  public long[] question(int images, String text) {
    tokenizer.requirePlain(text);
    return tokenizer.encode((images > 0 ? "\n" : "[INST] ") + text.strip() + " [/INST]");
  }

  @Override
  public long[] answer(String text) {
    return LongStream.concat(Arrays.stream(tokenizer.encodeUntrusted(text)), LongStream.of(end))
        .toArray();
  }

  @Override
  public List<Long> ends() {
    return List.of(end);
  }

  @Override
  public String words(long[] ids) {
    return tokenizer.decode(ids);
  }
}
