package org.juxta.inference.lvlm.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.juxta.inference.lvlm.InferenceException;

/**
 * Java's arrays as arguments of a program, and its results as arrays. The tensors belong to the
 * manager; the caller closes the values.
 */
final class TensorValues {
  private TensorValues() {}

  static IValue longs(NDManager manager, long[] values, long... shape) {
    return IValue.from(
        (PtNDArray) manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
  }

  static IValue floats(NDManager manager, float[] values, long... shape) {
    return IValue.from(
        (PtNDArray) manager.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
  }

  /** Rows of one length, one after the other. */
  static long[] flat(long[][] rows) {
    long[] flat = new long[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }

  /**
   * The numbers of a result.
   *
   * @throws InferenceException when one is not finite: taken for a likelihood it would read as
   *     'absent'
   */
  static double[] doubles(IValue value, PtNDManager manager) {
    float[] floats = value.toTensor(manager).toFloatArray();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      if (!Float.isFinite(floats[i])) {
        throw new InferenceException(
            "the model answers " + floats[i] + " where a number should be");
      }
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
