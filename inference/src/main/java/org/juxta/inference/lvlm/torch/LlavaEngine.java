package org.juxta.inference.lvlm.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
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

  private LlavaEngine(LlavaConfig config, TorchProgram program) {
    this.config = config;
    this.program = program;
  }

  /** The key/value cache of a prompt prefix: text and images that the model has looked at. */
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
      cache.close();
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
    TorchProgram program = TorchProgram.load("llava.py", LlavaSettings.of(config));
    LlavaEngine engine = new LlavaEngine(config, program);
    long total = Safetensors.elements(safetensors, 4);
    entries.forEach((name, entry) -> engine.map(name, entry, safetensors, total));
    return engine;
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
   */
  public Prefix prefill(long[] ids, float[] pixels, int images) {
    requireRoom(ids.length);
    int size = config.visionConfig().imageSize();
    return locked(
        manager -> {
          try (IValue idValue = longs(manager, ids, ids.length);
              IValue pixelValue =
                  IValue.from(
                      (PtNDArray)
                          manager.create(
                              FloatBuffer.wrap(pixels),
                              new Shape(images, config.visionConfig().numChannels(), size, size),
                              DataType.FLOAT32))) {
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
   */
  public double[] score(Prefix prefix, long[][] ids, long[][] labels) {
    requireRoom(prefix.tokens + ids[0].length);
    return locked(
        manager -> {
          try (IValue idValue = longs(manager, flat(ids), ids.length, ids[0].length);
              IValue labelValue = longs(manager, flat(labels), ids.length, ids[0].length);
              IValue result = program.run("score", prefix.cache, idValue, labelValue)) {
            return doubles(result, manager);
          }
        });
  }

  /**
   * Greedy continuation.
   *
   * @param ids (T) token ids of the question
   * @param maxTokens bound on the answer
   * @return token ids of the answer, the end token left out
   */
  public long[] generate(Prefix prefix, long[] ids, int maxTokens) {
    requireRoom(prefix.tokens + ids.length + maxTokens);
    return locked(
        manager -> {
          try (IValue idValue = longs(manager, ids, 1, ids.length);
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
   */
  public Place[] locate(Prefix prefix, long[][] questions) {
    int longest = Arrays.stream(questions).mapToInt(q -> q.length).max().orElse(0);
    requireRoom(prefix.tokens + longest + 4);
    long[] padded = new long[questions.length * longest];
    long[] lengths = new long[questions.length];
    for (int k = 0; k < questions.length; k++) {
      System.arraycopy(questions[k], 0, padded, k * longest, questions[k].length);
      lengths[k] = questions[k].length;
    }
    double[] found =
        locked(
            manager -> {
              try (IValue idValue = longs(manager, padded, questions.length, longest);
                  IValue lengthValue = longs(manager, lengths, lengths.length);
                  IValue result = program.run("locate", prefix.cache, idValue, lengthValue)) {
                return doubles(result, manager);
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

  private void requireRoom(int tokens) {
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
    try (NDManager manager = program.manager().newSubManager()) {
      return call.run((PtNDManager) manager);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static IValue longs(NDManager manager, long[] values, long... shape) {
    return IValue.from(
        (PtNDArray) manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
  }

  private static long[] flat(long[][] rows) {
    long[] flat = new long[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }

  private static double[] doubles(IValue value, PtNDManager manager) {
    float[] floats = value.toTensor(manager).toFloatArray();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  @Override
  public void close() {
    program.close();
  }
}
