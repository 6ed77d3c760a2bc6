package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.torch.TuningSession;

/**
 * A run that can be taken up again: with the same steps to come it ends in the same weights, bit
 * for bit, as one that was never cut off.
 *
 * @param step last step done
 * @param steps of the whole run, which the learning rate's decay depends on
 * @param session weights and the optimiser's moments after that step
 */
record TuningState(int step, int steps, TuningSession.State session) {
  private static final String PROGRESS = "progress";
  private static final String WEIGHT = "weight.";
  private static final String FIRST = "first_moment.";
  private static final String SECOND = "second_moment.";

  /** Where a run folder keeps it. */
  static Path in(Path directory) {
    return directory.resolve("tuning_state.safetensors");
  }

  /** Replaces what the folder has as a whole. */
  void write(Path directory) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(PROGRESS, new Tensor(new long[] {2}, new float[] {step, steps}));
    session.weights().forEach((name, tensor) -> tensors.put(WEIGHT + name, tensor));
    session.firstMoments().forEach((name, tensor) -> tensors.put(FIRST + name, tensor));
    session.secondMoments().forEach((name, tensor) -> tensors.put(SECOND + name, tensor));
    Path part = directory.resolve("tuning_state.safetensors.part");
    Safetensors.write(part, tensors, Map.of());
    Files.move(part, in(directory), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * @throws InferenceException when the file is no state of a run
   */
  static TuningState read(Path directory) throws IOException {
    Map<String, Tensor> tensors = Safetensors.readAll(in(directory));
    Tensor progress = tensors.get(PROGRESS);
    if (progress == null || progress.values().length != 2) {
      throw new InferenceException(in(directory) + ": no state of a tuning run, no " + PROGRESS);
    }
    return new TuningState(
        (int) progress.values()[0],
        (int) progress.values()[1],
        new TuningSession.State(
            below(WEIGHT, tensors), below(FIRST, tensors), below(SECOND, tensors)));
  }

  private static Map<String, Tensor> below(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), tensor);
          }
        });
    return found;
  }
}
