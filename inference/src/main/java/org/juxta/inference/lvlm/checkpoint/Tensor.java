package org.juxta.inference.lvlm.checkpoint;

/**
 * A weight in memory.
 *
 * @param shape its dimensions, outermost first
 * @param values row-major, as many as the shape holds
 */
public record Tensor(long[] shape, float[] values) {
  public Tensor {
    long count = 1;
    for (long n : shape) {
      count *= n;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(count + " elements expected, " + values.length + " given");
    }
  }
}
