package org.juxta.inference.lvlm.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;

/** tokenizer.json of a checkpoint, read by the Hugging Face tokenizers library. Thread-safe. */
public final class Tokenizer implements AutoCloseable {
  private static final Map<String, String> AS_IS =
      Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

  private final HuggingFaceTokenizer tokenizer;
  private final List<String> specialTokens;
  private final long largestId;
  private boolean closed;

  private Tokenizer(HuggingFaceTokenizer tokenizer, List<String> specialTokens, long largestId) {
    this.tokenizer = tokenizer;
    this.specialTokens = specialTokens;
    this.largestId = largestId;
  }

  /**
   * Reads tokenizer.json of a checkpoint directory.
   *
   * @throws InferenceException when it is missing or not a tokenizer
   */
  public static Tokenizer read(Path directory) {
    Path file = directory.resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new InferenceException("no tokenizer.json in " + directory);
    }
    try {
      TokenizerJson.Contents contents = TokenizerJson.contents(file);
      return new Tokenizer(
          HuggingFaceTokenizer.newInstance(file, AS_IS), contents.special(), contents.largestId());
    } catch (IOException | RuntimeException e) {
      throw new InferenceException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads tokenizer.model, SentencePiece's format, of a checkpoint directory.
   *
   * @throws InferenceException when it is missing or of a kind that is not supported
   */
  public static Tokenizer readSentencePiece(Path directory) {
    Path file = directory.resolve("tokenizer.model");
    if (!Files.isRegularFile(file)) {
      throw new InferenceException("no tokenizer.model in " + directory);
    }
    try {
      Path converted = Files.createTempDirectory("juxta-tokenizer-");
      try {
        SentencePieceModel.read(file).writeTokenizerJson(converted.resolve("tokenizer.json"));
        return read(converted);
      } finally {
        Files.deleteIfExists(converted.resolve("tokenizer.json"));
        Files.delete(converted);
      }
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Token ids of a text of ours, in which special tokens may occur by their names. */
  public synchronized long[] encode(String text) {
    requireOpen();
    return tokenizer.encode(text, false, false).getIds();
  }

  /**
   * Token ids of a text that somebody typed.
   *
   * @throws InferenceException when it holds the name of a special token: it would pass for one
   */
  public long[] encodeUntrusted(String text) {
    requirePlain(text);
    return encode(text);
  }

  /**
   * Refuses what would pass for a special token within a longer text.
   *
   * @throws InferenceException naming the special token that the text holds
   */
  public void requirePlain(String text) {
    for (String special : specialTokens) {
      if (text.contains(special)) {
        throw new InferenceException("a question or answer must not contain " + special);
      }
    }
  }

  /** The id of one special token. */
  public long idOf(String special) {
    long[] ids = encode(special);
    if (ids.length != 1) {
      throw new InferenceException("tokenizer.json has no token " + special);
    }
    return ids[0];
  }

  /** The largest id that a text can be encoded with. */
  public long largestId() {
    return largestId;
  }

  /** The text of token ids; special tokens are left out. */
  public synchronized String decode(long[] ids) {
    requireOpen();
    return tokenizer.decode(ids, true);
  }

  private void requireOpen() {
    if (closed) {
      throw new InferenceException("the model is closed");
    }
  }

  /** Waits for a call that is under way; later calls are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    tokenizer.close();
  }
}
