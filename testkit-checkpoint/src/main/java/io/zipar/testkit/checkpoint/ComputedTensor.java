/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * A tensor of float32 that no file holds: each element is a function of its number, so that any
 * part can be read in any order. Safe for several threads where the function is.
 *
 * @param name as a checkpoint would have it
 * @param shape its shape
 * @param element the value of each element by its number, rounded to float32
 */
public record ComputedTensor(String name, Shape shape, LongToDoubleFunction element)
    implements Tensor {
  private static final long NAMES_APART = 0x9E3779B97F4A7C15L;

  /**
   * A tensor of random values, which are the same for the same name.
   *
   * @param name as a checkpoint would have it
   * @param shape its shape
   * @param bound elements are uniform from minus this, above 0, up to this
   * @return the tensor
   */
  public static ComputedTensor noise(String name, Shape shape, double bound) {
    long key = name.hashCode() * NAMES_APART;
    return new ComputedTensor(
        name, shape, i -> new SplittableRandom(key + i).nextDouble(-bound, bound));
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public void read(long first, FloatBuffer target) {
    for (long i = first; target.hasRemaining(); i++) {
      target.put((float) element.applyAsDouble(i));
    }
  }
}
