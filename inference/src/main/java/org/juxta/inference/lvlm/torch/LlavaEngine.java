package org.juxta.inference.lvlm.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.LlavaWeights;
import org.juxta.inference.lvlm.checkpoint.Safetensors;

/**
 * The LLaVA program with its weights mapped from a safetensors file. Takes token ids and pixels,
 * knows no words. One call runs at a time; others wait in order.
 */
public final class LlavaEngine implements AutoCloseable {
  private static final int FLOAT32 = 6;

  private final LlavaConfig config;
  private final TorchProgram program;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private boolean closed;

  private LlavaEngine(LlavaConfig config, TorchProgram program) {
    this.config = config;
    this.program = program;
  }

  /**
   * The key/value cache of a prompt prefix: text and images that the model has looked at. Closing
   * it waits for a call that uses it; a later call is refused.
   */
  public final class Prefix implements AutoCloseable {
    private final IValue cache;
    private final int tokens;

    private Prefix(IValue cache, int tokens) {
      this.cache = cache;
      this.tokens = tokens;
    }

    /** Length of the prefix in tokens, image patches included. */
    public int tokens() {
      return tokens;
    }

    @Override
    public void close() {
      oneAtATime.lock();
      try {
        cache.close();
      } finally {
        oneAtATime.unlock();
      }
    }
  }

  /**
   * A place that the model points at, in location bins of the image it sees.
   *
   * @param noBox probability that the model would rather say that there is none
   */
  public record Place(int x0, int y0, int x1, int y1, double noBox) {}

  /**
   * @throws InferenceException naming every weight that is missing, unexpected or of another shape
   */
  public static LlavaEngine load(LlavaConfig config, Path safetensors) {
    Torch.prepare();
    Map<String, Safetensors.Entry> entries = Safetensors.header(safetensors);
    LlavaWeights.verify(config, entries, safetensors);
    TorchProgram program = TorchProgram.load(List.of("llava.py"), LlavaSettings.of(config));
    LlavaEngine engine = new LlavaEngine(config, program);
    try {
      long total = Safetensors.elements(safetensors, 4);
      entries.forEach((name, entry) -> engine.map(name, entry, safetensors, total));
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private void map(String name, Safetensors.Entry entry, Path file, long total) {
    if (entry.start() % 4 != 0) {
      throw new InferenceException(file + ": " + name + " is not aligned to its element size");
    }
    try (IValue n = IValue.from(name);
        IValue path = IValue.from(file.toAbsolutePath().toString());
        IValue dtype = IValue.from((long) FLOAT32);
        IValue size = IValue.from(total);
        IValue start = IValue.from(entry.start() / 4);
        IValue shape = IValue.listFrom(entry.shape());
        IValue ignored = program.run("map_weight", n, path, dtype, size, start, shape)) {
      // Mapped: the program holds it now.
    }
  }

  public LlavaConfig config() {
    return config;
  }

  /**
   * Looks at a prompt prefix.
   *
   * @param ids (P) token ids, the image token repeated once for each patch of each image
   * @param pixels (images, channels, size, size) as the image processor makes them
   * @param images how many
   * @throws InferenceException when the prompt is too long, a pixel is not finite, or ids, pixels
   *     and images do not belong together
   */
  public Prefix prefill(long[] ids, float[] pixels, int images) {
    requireRoom(ids.length);
    int size = config.visionConfig().imageSize();
    long places = Arrays.stream(ids).filter(id -> id == config.imageTokenIndex()).count();
    if (images < 1
        || places != (long) images * config.visionConfig().patches()
        || pixels.length != (long) images * config.visionConfig().numChannels() * size * size) {
      throw new InferenceException(
          "a prompt with "
              + places
              + " image tokens and "
              + pixels.length
              + " pixels does not hold "
              + images
              + " images of "
              + size
              + " x "
              + size);
    }
    for (float pixel : pixels) {
      if (!Float.isFinite(pixel)) {
        throw new InferenceException("an image has a pixel that is " + pixel);
      }
    }
    return locked(
        manager -> {
          try (IValue idValue = TensorValues.longs(manager, ids, ids.length);
              IValue pixelValue =
                  TensorValues.floats(
                      manager, pixels, images, config.visionConfig().numChannels(), size, size)) {
            return new Prefix(program.run("prefill", idValue, pixelValue), ids.length);
          }
        });
  }

  /**
   * Log-likelihoods of continuations of a prefix.
   *
   * @param ids (K, T) token ids, padded at the end
   * @param labels (K, T) the token that should follow each; negative where it does not count
   * @return for each row the sum over its counted tokens, in nats
   * @throws InferenceException when a row is too long, or the model answers no number
   */
  public double[] score(Prefix prefix, long[][] ids, long[][] labels) {
    if (ids.length == 0) {
      return new double[0];
    }
    requireRoom((long) prefix.tokens + ids[0].length);
    return lockedWith(
        prefix,
        manager -> {
          try (IValue idValue =
                  TensorValues.longs(manager, TensorValues.flat(ids), ids.length, ids[0].length);
              IValue labelValue =
                  TensorValues.longs(
                      manager, TensorValues.flat(labels), ids.length, ids[0].length);
              IValue result = program.run("score", prefix.cache, idValue, labelValue)) {
            return TensorValues.doubles(result, manager);
          }
        });
  }

  /**
   * Greedy continuation.
   *
   * @param ids (T) token ids of the question
   * @param maxTokens bound on the answer, at least 1
   * @return token ids of the answer, the end token left out
   * @throws InferenceException when question and answer together are too long
   */
  public long[] generate(Prefix prefix, long[] ids, int maxTokens) {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("an answer of " + maxTokens + " tokens");
    }
    requireRoom((long) prefix.tokens + ids.length + maxTokens);
    return lockedWith(
        prefix,
        manager -> {
          try (IValue idValue = TensorValues.longs(manager, ids, 1, ids.length);
              IValue end = IValue.from((long) config.eosTokenId());
              IValue max = IValue.from((long) maxTokens);
              IValue result = program.run("generate", prefix.cache, idValue, end, max)) {
            return result.toLongArray();
          }
        });
  }

  /**
   * Boxes by constrained decoding, one for each question.
   *
   * @param questions token ids of each question
   * @throws InferenceException when a question is too long, or the model answers no number
   */
  public Place[] locate(Prefix prefix, long[][] questions) {
    if (questions.length == 0) {
      return new Place[0];
    }
    int longest = Arrays.stream(questions).mapToInt(q -> q.length).max().orElse(0);
    requireRoom(prefix.tokens + longest + 4L);
    long[] padded = new long[questions.length * longest];
    long[] lengths = new long[questions.length];
    for (int k = 0; k < questions.length; k++) {
      System.arraycopy(questions[k], 0, padded, k * longest, questions[k].length);
      lengths[k] = questions[k].length;
    }
    double[] found =
        lockedWith(
            prefix,
            manager -> {
              try (IValue idValue = TensorValues.longs(manager, padded, questions.length, longest);
                  IValue lengthValue = TensorValues.longs(manager, lengths, lengths.length);
                  IValue result = program.run("locate", prefix.cache, idValue, lengthValue)) {
                return TensorValues.doubles(result, manager);
              }
            });
    Place[] places = new Place[questions.length];
    for (int k = 0; k < places.length; k++) {
      int at = 5 * k;
      places[k] =
          new Place(
              (int) found[at],
              (int) found[at + 1],
              (int) found[at + 2],
              (int) found[at + 3],
              found[at + 4]);
    }
    return places;
  }

  private void requireRoom(long tokens) {
    int room = config.textConfig().maxPositionEmbeddings();
    if (tokens > room) {
      throw new InferenceException(
          "the prompt takes " + tokens + " tokens, the model has room for " + room);
    }
  }

  private interface Call<T> {
    T run(PtNDManager manager);
  }

  private <T> T locked(Call<T> call) {
    oneAtATime.lock();
    try {
      if (closed) {
        throw new InferenceException("the model is closed");
      }
      try (NDManager manager = program.manager().newSubManager()) {
        return call.run((PtNDManager) manager);
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  private <T> T lockedWith(Prefix prefix, Call<T> call) {
    return locked(
        manager -> {
          if (prefix.cache.isReleased()) {
            throw new InferenceException("the images are closed, they can be asked no more");
          }
          return call.run(manager);
        });
  }

  /** Waits for a call that is under way; later calls are refused. */
  @Override
  public void close() {
    oneAtATime.lock();
    try {
      if (!closed) {
        closed = true;
        program.close();
      }
    } finally {
      oneAtATime.unlock();
    }
  }
}
