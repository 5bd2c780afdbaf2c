/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/** A tensor in memory. */
public record MemoryTensor(String name, Shape shape, float[] values) implements Tensor {
  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public void read(long first, FloatBuffer target) {
    target.put(values, (int) first, target.remaining());
  }
}
