/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.testing;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.function.LongToDoubleFunction;

/**
 * A tensor of float32 that no file holds.
 *
 * @param name as a checkpoint would have it
 * @param shape its shape
 * @param element the value of each element by its number
 */
public record ComputedTensor(String name, Shape shape, LongToDoubleFunction element)
    implements Tensor {
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
