package org.juxta.inference.lvlm.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The optimiser's text against the update written out for single numbers. */
class AdamWTest {
  private static final double RATE = 0.01;
  private static final double DECAY = 0.1;

  /** One number of a weight with its moments, updated as arXiv 1711.05101 says. */
  private static final class OneWeight {
    private double weight;
    private double first;
    private double second;

    OneWeight(double weight) {
      this.weight = weight;
    }

    void update(double gradient, int step, boolean decays) {
      first = 0.9 * first + 0.1 * gradient;
      second = 0.999 * second + 0.001 * gradient * gradient;
      double m = first / (1 - Math.pow(0.9, step));
      double v = second / (1 - Math.pow(0.999, step));
      if (decays) {
        weight -= RATE * DECAY * weight;
      }
      weight -= RATE * m / (Math.sqrt(v) + 1e-8);
    }
  }

  @Test
  void threeStepsAreThoseOfThePaperWithClippingAndDecayOfMatricesAlone() {
    Torch.prepare();
    float[][] matrixGradients = {{3, -4, 0.5f, 2}, {0.1f, 0.2f, -0.3f, 0.05f}, {-1, 1, 1, -1}};
    float[][] biasGradients = {{12, -1}, {0.02f, 0.01f}, {2, 0}};
    float[] matrix = {0.5f, -1, 2, 0.25f};
    float[] bias = {1, -2};
    try (TorchProgram program = TorchProgram.load(List.of("adamw.py"), Map.of())) {
      Map<String, PtNDArray> weights = arrays(program, matrix, bias);
      Map<String, PtNDArray> first = arrays(program, new float[4], new float[2]);
      Map<String, PtNDArray> second = arrays(program, new float[4], new float[2]);
      OneWeight[] expected = new OneWeight[6];
      for (int i = 0; i < 6; i++) {
        expected[i] = new OneWeight(i < 4 ? matrix[i] : bias[i - 4]);
      }
      for (int step = 1; step <= 3; step++) {
        Map<String, PtNDArray> gradients =
            arrays(program, matrixGradients[step - 1], biasGradients[step - 1]);
        double squares = 0;
        for (int i = 0; i < 6; i++) {
          squares += Math.pow(gradient(matrixGradients, biasGradients, step, i), 2);
        }
        double norm = Math.sqrt(squares);
        assertThat(update(program, weights, gradients, first, second, step))
            .isCloseTo(norm, within(1e-5));
        for (int i = 0; i < 6; i++) {
          double clipped =
              gradient(matrixGradients, biasGradients, step, i) * Math.min(1, 1 / norm);
          expected[i].update(clipped, step, i < 4);
        }
        gradients
            .values()
            .forEach(gradient -> assertThat(gradient.toFloatArray()).containsOnly(0f));
      }
      for (int i = 0; i < 6; i++) {
        assertThat(value(weights, i)).isCloseTo((float) expected[i].weight, within(1e-6f));
      }
    }
  }

  @Test
  void aGradientThatIsNoNumberChangesNothing() {
    Torch.prepare();
    try (TorchProgram program = TorchProgram.load(List.of("adamw.py"), Map.of())) {
      Map<String, PtNDArray> weights = arrays(program, new float[] {1, 2, 3, 4}, new float[2]);
      Map<String, PtNDArray> first = arrays(program, new float[4], new float[2]);
      Map<String, PtNDArray> second = arrays(program, new float[4], new float[2]);
      Map<String, PtNDArray> gradients =
          arrays(program, new float[] {1, Float.NaN, 0, 0}, new float[2]);
      assertThat(update(program, weights, gradients, first, second, 1)).isNaN();
      for (int i = 0; i < 6; i++) {
        assertThat(value(weights, i)).isEqualTo(i < 4 ? i + 1 : 0);
        assertThat(value(first, i)).isZero();
        assertThat(value(second, i)).isZero();
      }
    }
  }

  private static double gradient(float[][] matrix, float[][] bias, int step, int i) {
    return i < 4 ? matrix[step - 1][i] : bias[step - 1][i - 4];
  }

  private static float value(Map<String, PtNDArray> arrays, int i) {
    String name = i < 4 ? "matrix" : "bias";
    return java.util.Objects.requireNonNull(arrays.get(name)).toFloatArray()[i < 4 ? i : i - 4];
  }

  private static Map<String, PtNDArray> arrays(TorchProgram program, float[] matrix, float[] bias) {
    Map<String, PtNDArray> arrays = new LinkedHashMap<>();
    arrays.put("matrix", (PtNDArray) program.manager().create(matrix, new Shape(2, 2)));
    arrays.put("bias", (PtNDArray) program.manager().create(bias, new Shape(2)));
    return arrays;
  }

  private static double update(
      TorchProgram program,
      Map<String, PtNDArray> weights,
      Map<String, PtNDArray> gradients,
      Map<String, PtNDArray> first,
      Map<String, PtNDArray> second,
      int step) {
    try (IValue w = IValue.stringMapFrom(weights);
        IValue g = IValue.stringMapFrom(gradients);
        IValue m = IValue.stringMapFrom(first);
        IValue v = IValue.stringMapFrom(second);
        IValue rate = IValue.from(RATE);
        IValue number = IValue.from((long) step);
        IValue decay = IValue.from(DECAY);
        IValue clip = IValue.from(1.0);
        IValue norm = program.run("update", w, g, m, v, rate, number, decay, clip)) {
      return norm.toDouble();
    }
  }
}
