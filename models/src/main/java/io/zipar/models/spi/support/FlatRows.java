/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * A tensor of any rank as rows of its last dimension, for example 1 x places x width as places x
 * width. Copies nothing.
 *
 * @param tensor the whole
 */
@ApiStatus.Experimental(since = "0.1")
public record FlatRows(Tensor tensor) implements Tensor {
  @Override
  public String name() {
    return tensor.name();
  }

  @Override
  public Shape shape() {
    long width = tensor.shape().dimension(tensor.shape().rank() - 1);
    return Shape.of(tensor.shape().elements() / width, width);
  }

  @Override
  public ElementType type() {
    return tensor.type();
  }

  @Override
  public void read(long first, FloatBuffer target) {
    tensor.read(first, target);
  }

  /**
   * Reads a tensor as a whole.
   *
   * @param tensor of at most 2^31 - 1 elements
   * @return its elements in row-major order
   */
  public static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }
}
