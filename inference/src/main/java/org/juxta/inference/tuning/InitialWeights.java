package org.juxta.inference.tuning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.LlavaWeights;
import org.juxta.inference.lvlm.checkpoint.Tensor;

/** Weights of a model that has learned nothing yet. */
final class InitialWeights {
  private InitialWeights() {}

  static Map<String, Tensor> draw(LlavaConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    LlavaWeights.shapes(config)
        .forEach((name, shape) -> weights.put(name, tensor(config, name, shape, random)));
    return weights;
  }

  private static Tensor tensor(LlavaConfig config, String name, long[] shape, Random random) {
    int count = 1;
    for (long n : shape) {
      count *= (int) n;
    }
    float[] values = new float[count];
    if (name.endsWith("position_embedding.weight")) {
      positions(values, config.visionConfig().grid(), (int) shape[1]);
    } else if (name.endsWith(".bias")) {
      return new Tensor(shape, values);
    } else if (shape.length == 1) {
      java.util.Arrays.fill(values, 1);
    } else {
      double deviation = deviation(config, name, shape);
      for (int i = 0; i < count; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
    }
    return new Tensor(shape, values);
  }

  private static double deviation(LlavaConfig config, String name, long[] shape) {
    if (shape.length == 4) {
      // He et al., arXiv 1502.01852: keeps the signal's size through rectified convolutions.
      return Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
    }
    if (name.endsWith("embed_tokens.weight")) {
      return 0.06;
    }
    boolean intoResidual =
        name.endsWith("o_proj.weight")
            || name.endsWith("down_proj.weight")
            || name.endsWith("out_proj.weight")
            || name.endsWith("fc2.weight");
    // As much comes out as goes in; what is added to the residual stream shrinks with the number of
    // additions (GPT-2's rule).
    double keep = 1 / Math.sqrt(shape[1]);
    return intoResidual ? keep / Math.sqrt(2.0 * config.textConfig().numHiddenLayers()) : keep;
  }

  /**
   * Two-dimensional sine and cosine of the patch's row and column (Vaswani et al., arXiv
   * 1706.03762, on each axis), so that neighbours start out alike.
   */
  private static void positions(float[] values, int grid, int hidden) {
    int quarter = hidden / 4;
    for (int row = 0; row < grid; row++) {
      for (int column = 0; column < grid; column++) {
        int at = (row * grid + column) * hidden;
        for (int i = 0; i < quarter; i++) {
          double frequency = Math.pow(100, -(double) i / quarter);
          values[at + i] = (float) (0.5 * Math.sin(row * frequency));
          values[at + quarter + i] = (float) (0.5 * Math.cos(row * frequency));
          values[at + 2 * quarter + i] = (float) (0.5 * Math.sin(column * frequency));
          values[at + 3 * quarter + i] = (float) (0.5 * Math.cos(column * frequency));
        }
      }
    }
  }
}
