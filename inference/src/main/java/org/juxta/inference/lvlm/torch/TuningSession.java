package org.juxta.inference.lvlm.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Tensor;

/**
 * Weights with gradients and the optimiser's state, over the same program text that inference runs.
 * One thread at a time.
 */
public final class TuningSession implements AutoCloseable {
  /** Weights of the probe that finds abnormal regions, which no checkpoint contains. */
  public static final String PROBE = "tuning_probe";

  private final TorchProgram program;
  private final TorchProgram optimizer;
  private final int patches;
  private final Map<String, PtNDArray> weights = new LinkedHashMap<>();
  private final Map<String, PtNDArray> firstMoments = new LinkedHashMap<>();
  private final Map<String, PtNDArray> secondMoments = new LinkedHashMap<>();

  /**
   * What a step did.
   *
   * @param loss mean cross-entropy of the labelled tokens, in nats
   * @param accuracy share of labelled tokens that the model would have chosen
   * @param gradientNorm before clipping
   */
  public record StepResult(double loss, double accuracy, double gradientNorm) {}

  /**
   * All that the next step depends on beside its batch.
   *
   * @param weights the checkpoint's weights and those of the {@value #PROBE}
   * @param firstMoments running means of their gradients
   * @param secondMoments running means of the squares
   */
  public record State(
      Map<String, Tensor> weights,
      Map<String, Tensor> firstMoments,
      Map<String, Tensor> secondMoments) {

    /** Before the first step. */
    public static State before(Map<String, Tensor> weights) {
      Map<String, Tensor> zeros = new LinkedHashMap<>();
      weights.forEach(
          (name, tensor) ->
              zeros.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
      return new State(weights, zeros, zeros);
    }
  }

  /**
   * @param state to go on from
   */
  public TuningSession(LlavaConfig config, State state) {
    Torch.prepare();
    patches = config.visionConfig().patches();
    program = TorchProgram.load(List.of("llava.py"), LlavaSettings.of(config));
    optimizer = TorchProgram.load(List.of("adamw.py"), Map.of());
    state
        .weights()
        .forEach(
            (name, tensor) -> {
              PtNDArray weight = array(tensor);
              weight.setName("w." + name);
              weight.setRequiresGradient(true);
              weights.put(name, weight);
            });
    state.firstMoments().forEach((name, tensor) -> firstMoments.put(name, array(tensor)));
    state.secondMoments().forEach((name, tensor) -> secondMoments.put(name, array(tensor)));
  }

  private PtNDArray array(Tensor tensor) {
    return (PtNDArray)
        program
            .manager()
            .create(FloatBuffer.wrap(tensor.values()), new Shape(tensor.shape()), DataType.FLOAT32);
  }

  /**
   * Forward, backward and one AdamW update.
   *
   * @param rate learning rate of this step
   * @param step counts from 1
   * @param decay weight decay of matrices
   * @param clip bound on the gradients' global norm
   * @throws InferenceException when the loss or a gradient is not finite; weights are left alone
   */
  public StepResult step(TuningBatch batch, double rate, int step, double decay, double clip) {
    try (NDManager manager = program.manager().newSubManager()) {
      float loss;
      float accuracy;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDList inputs = inputs(manager, batch);
        weights.values().forEach(inputs::add);
        NDList out = IValueUtils.forward(program.block(), inputs, true);
        loss = out.get(0).getFloat();
        accuracy = out.get(1).getFloat();
        if (!Float.isFinite(loss)) {
          // Before it has gradients: the next step finds none that it would have to take away.
          throw new InferenceException("step " + step + ": the loss is " + loss);
        }
        collector.backward(out.get(0));
      } catch (EngineException e) {
        throw new InferenceException("step " + step + " failed: " + e.getMessage(), e);
      }
      double norm = update(rate, step, decay, clip);
      if (!(norm < 1e30)) {
        throw new InferenceException("step " + step + ": the gradient's norm is " + norm);
      }
      return new StepResult(loss, accuracy, norm);
    }
  }

  private double update(double rate, int step, double decay, double clip) {
    Map<String, PtNDArray> gradients = new LinkedHashMap<>();
    weights.forEach((name, weight) -> gradients.put(name, (PtNDArray) weight.getGradient()));
    IValue[] arguments = {
      IValue.stringMapFrom(weights),
      IValue.stringMapFrom(gradients),
      IValue.stringMapFrom(firstMoments),
      IValue.stringMapFrom(secondMoments),
      IValue.from(rate),
      IValue.from((long) step),
      IValue.from(decay),
      IValue.from(clip)
    };
    try (IValue norm = optimizer.run("update", arguments)) {
      return norm.toDouble();
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
      gradients.values().forEach(NDArray::close);
    }
  }

  private NDList inputs(NDManager manager, TuningBatch b) {
    NDList inputs = new NDList();
    inputs.add(
        manager.create(
            FloatBuffer.wrap(b.pixels()),
            new Shape((long) b.sequences() * b.images(), 1, b.imageSize(), b.imageSize()),
            DataType.FLOAT32));
    inputs.add(
        manager.create(
            LongBuffer.wrap(b.prefixIds()), new Shape(b.prefixIds().length), DataType.INT64));
    for (long[] rows : new long[][] {b.ids(), b.segments(), b.offsets(), b.labels()}) {
      Shape shape = new Shape(b.sequences(), rows.length / b.sequences());
      inputs.add(manager.create(LongBuffer.wrap(rows), shape, DataType.INT64));
    }
    Shape covered =
        new Shape(
            (long) b.sequences() * b.images(),
            patches,
            b.covered().length / (long) (b.sequences() * b.images() * patches));
    inputs.add(manager.create(FloatBuffer.wrap(b.covered()), covered, DataType.FLOAT32));
    return inputs;
  }

  /** A copy of the weights as they are now. */
  public Map<String, Tensor> weights() {
    return copy(weights);
  }

  /** A copy of everything that the next step depends on. */
  public State state() {
    return new State(copy(weights), copy(firstMoments), copy(secondMoments));
  }

  private static Map<String, Tensor> copy(Map<String, PtNDArray> arrays) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) ->
            copy.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
    return copy;
  }

  @Override
  public void close() {
    program.close();
    optimizer.close();
  }
}
