package org.juxta.inference.lvlm.torch;

import java.util.Map;

/**
 * What a program needs to know of an architecture.
 *
 * @param text name of the program text, to which the shared one is appended
 * @param settings the attributes that it declares, other than {@code weights}, {@code training} and
 *     {@code dtype}
 * @param imageSize edge of the square that the vision tower takes, in pixels; three channels
 * @param imageToken the id that stands for one token of an image
 * @param tokensPerImage how many of them an image takes
 * @param room most positions of a prompt and its answer
 */
public record Network(
    String text,
    Map<String, Object> settings,
    int imageSize,
    int imageToken,
    int tokensPerImage,
    int room) {

  /** Bytes of key/value cache that one token takes. */
  public long cacheBytesPerToken(Precision precision) {
    return 2L
        * setting("text_layers")
        * setting("text_kv_heads")
        * setting("head_size")
        * precision.bytes;
  }

  private int setting(String name) {
    return (Integer) java.util.Objects.requireNonNull(settings.get(name));
  }
}
