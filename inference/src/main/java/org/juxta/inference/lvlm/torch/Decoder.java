package org.juxta.inference.lvlm.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;

/**
 * A published network with its weights mapped from safetensors files. Takes token ids and pixels,
 * knows no words.
 *
 * <p>One call runs at a time, in the order in which they came: a long answer is many calls, so that
 * several readings take turns. More than {@value #MOST_WAITING} that wait are refused.
 */
public final class Decoder implements AutoCloseable {
  /** Calls that may wait for their turn. */
  static final int MOST_WAITING = 64;

  /** Rows that are scored at once: each takes a copy of one layer's cache while it runs. */
  private static final int ROWS_AT_ONCE = 8;

  private final Network network;
  private final Precision precision;
  private final TorchProgram program;
  private final ReentrantLock turn = new ReentrantLock(true);
  private boolean closed;

  private Decoder(Network network, Precision precision, TorchProgram program) {
    this.network = network;
    this.precision = precision;
    this.program = program;
  }

  /**
   * @param weights where each weight of the program lies; not copied when the file's type is that
   *     of the arithmetic
   */
  public static Decoder load(
      Network network, Map<String, WeightFiles.Place> weights, Precision precision) {
    long copied =
        weights.values().stream()
            .map(WeightFiles.Place::entry)
            .filter(entry -> typeCode(entry.dtype()) != precision.code)
            .mapToLong(
                entry -> (entry.end() - entry.start()) / bytes(entry.dtype()) * precision.bytes)
            .sum();
    FreeMemory.require("a copy of the weights in " + precision, copied);
    Torch.prepare();
    Map<String, Object> settings = new LinkedHashMap<>(network.settings());
    settings.put("dtype", precision.code);
    settings.put("image_token", network.imageToken());
    TorchProgram program = TorchProgram.load(List.of(network.text(), "shared.py"), settings);
    Decoder decoder = new Decoder(network, precision, program);
    try {
      weights.forEach(decoder::map);
      return decoder;
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private static int typeCode(String dtype) {
    return switch (dtype) {
      case "F32" -> 6;
      case "F16" -> 5;
      case "BF16" -> 15;
      default -> throw new InferenceException("weights of type " + dtype);
    };
  }

  private static int bytes(String dtype) {
    return dtype.equals("F32") ? 4 : 2;
  }

  private void map(String name, WeightFiles.Place place) {
    Safetensors.Entry entry = place.entry();
    int bytes = bytes(entry.dtype());
    if (entry.start() % bytes != 0) {
      throw new InferenceException(
          place.file() + ": " + name + " is not aligned to its element size");
    }
    try (IValue n = IValue.from(name);
        IValue path = IValue.from(place.file().toAbsolutePath().toString());
        IValue dtype = IValue.from((long) typeCode(entry.dtype()));
        IValue size = IValue.from(Safetensors.elements(place.file(), bytes));
        IValue start = IValue.from(entry.start() / bytes);
        IValue shape = IValue.listFrom(entry.shape());
        IValue ignored = program.run("map_weight", n, path, dtype, size, start, shape)) {
      // Mapped: the program holds it now.
    }
  }

  private long cacheBytesPerToken() {
    return network.cacheBytesPerToken(precision);
  }

  /**
   * The key/value cache of a prompt's beginning: text and images that the model has looked at.
   * Closing it waits for a call that uses it; a later call is refused.
   */
  public final class Prefix implements AutoCloseable {
    private final IValue kv;
    private final int tokens;

    private Prefix(IValue kv, int tokens) {
      this.kv = kv;
      this.tokens = tokens;
    }

    /** Length in tokens, those of images included. */
    public int tokens() {
      return tokens;
    }

    @Override
    public void close() {
      release(kv);
    }
  }

  private void release(IValue value) {
    turn.lock();
    try {
      value.close();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Looks at a prompt's beginning.
   *
   * @param ids (P) token ids, the image token once for each token of each image
   * @param pixels (images, 3, size, size) as the image processor makes them
   * @throws InferenceException when the prompt is too long, or ids, pixels and images do not belong
   *     together
   */
  public Prefix prefill(long[] ids, float[] pixels, int images) {
    int size = network.imageSize();
    long places = Arrays.stream(ids).filter(id -> id == network.imageToken()).count();
    if (places != (long) images * network.tokensPerImage()
        || pixels.length != images * 3L * size * size) {
      throw new InferenceException(
          "a prompt with %d image tokens and %d pixels does not hold %d images of %d x %d"
              .formatted(places, pixels.length, images, size, size));
    }
    requireRoom(ids.length);
    FreeMemory.require("the prompt", ids.length * cacheBytesPerToken());
    // An empty tensor cannot be made from Java: without images one is passed and not looked at.
    float[] given = images == 0 ? new float[1] : pixels;
    long[] shape = images == 0 ? new long[] {1, 1, 1, 1} : new long[] {images, 3, size, size};
    return inTurn(
        manager -> {
          try (IValue idValue = TensorValues.longs(manager, ids, ids.length);
              IValue pixelValue = TensorValues.floats(manager, given, shape);
              IValue count = IValue.from((long) images)) {
            return new Prefix(program.run("prefill", idValue, pixelValue, count), ids.length);
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
    double[] scores = new double[ids.length];
    for (int from = 0; from < ids.length; from += ROWS_AT_ONCE) {
      int to = Math.min(ids.length, from + ROWS_AT_ONCE);
      double[] part =
          scored(prefix, Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(labels, from, to));
      System.arraycopy(part, 0, scores, from, part.length);
    }
    return scores;
  }

  private double[] scored(Prefix prefix, long[][] ids, long[][] labels) {
    requireRoom((long) prefix.tokens + ids[0].length);
    return inTurn(
        manager -> {
          requireOpen(prefix.kv);
          try (IValue idValue =
                  TensorValues.longs(manager, TensorValues.flat(ids), ids.length, ids[0].length);
              IValue labelValue =
                  TensorValues.longs(
                      manager, TensorValues.flat(labels), ids.length, ids[0].length);
              IValue result = program.run("score", prefix.kv, idValue, labelValue)) {
            return TensorValues.doubles(result, manager);
          }
        });
  }

  /**
   * Continues a prefix in several ways at once: each row has its own question and its own answer,
   * and does not see the others.
   *
   * @param questions token ids of each row
   * @param maxTokens most tokens that each row is continued by
   * @throws InferenceException when a row is too long, or the rows do not fit into memory
   */
  public Continuation continued(Prefix prefix, List<long[]> questions, int maxTokens) {
    int longest = questions.stream().mapToInt(q -> q.length).max().orElseThrow();
    int slots = prefix.tokens + longest + maxTokens;
    requireRoom(slots);
    FreeMemory.require("the answer", (long) questions.size() * slots * cacheBytesPerToken());
    IValue fork =
        inTurn(
            manager -> {
              requireOpen(prefix.kv);
              try (IValue rows = IValue.from((long) questions.size());
                  IValue room = IValue.from((long) slots)) {
                return program.run("fork", prefix.kv, rows, room);
              }
            });
    return new Continuation(this, fork, prefix.tokens, slots, questions);
  }

  /** One step of a continuation; the arguments are those of the program's {@code advance}. */
  float[] advance(
      IValue kv, int start, long[][] ids, long[][] positions, long[][] held, long[] last) {
    return inTurn(
        manager -> {
          requireOpen(kv);
          try (IValue startValue = IValue.from((long) start);
              IValue idValue = rows(manager, ids);
              IValue positionValue = rows(manager, positions);
              IValue heldValue = rows(manager, held);
              IValue lastValue = TensorValues.longs(manager, last, last.length);
              IValue result =
                  program.run(
                      "advance", kv, startValue, idValue, positionValue, heldValue, lastValue)) {
            return result.toTensor(manager).toFloatArray();
          }
        });
  }

  void close(IValue kv) {
    release(kv);
  }

  private static IValue rows(NDManager manager, long[][] rows) {
    return TensorValues.longs(manager, TensorValues.flat(rows), rows.length, rows[0].length);
  }

  private void requireRoom(long tokens) {
    if (tokens > network.room()) {
      throw new InferenceException(
          "the prompt takes " + tokens + " tokens, the model has room for " + network.room());
    }
  }

  private static void requireOpen(IValue kv) {
    if (kv.isReleased()) {
      throw new InferenceException("the images are closed, they can be asked no more");
    }
  }

  private interface Call<T> {
    T run(PtNDManager manager);
  }

  private <T> T inTurn(Call<T> call) {
    if (turn.getQueueLength() >= MOST_WAITING) {
      throw new InferenceException(
          "the model is busy: " + MOST_WAITING + " calls wait already, try again later");
    }
    turn.lock();
    try {
      if (closed) {
        throw new InferenceException("the model is closed");
      }
      try (NDManager manager = program.manager().newSubManager()) {
        return call.run((PtNDManager) manager);
      }
    } finally {
      turn.unlock();
    }
  }

  /** Waits for a call that is under way; later calls are refused. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        program.close();
      }
    } finally {
      turn.unlock();
    }
  }
}
