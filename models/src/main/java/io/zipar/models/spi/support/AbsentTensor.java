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
 * Stands for a tensor that is not there, so that a walk can go on and find what else is wrong.
 *
 * @param name its name
 * @param shape the shape it should have
 */
@ApiStatus.Experimental(since = "0.1")
public record AbsentTensor(String name, Shape shape) implements Tensor {
  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public void read(long first, FloatBuffer target) {
    throw new IllegalStateException("tensor " + name + " is missing");
  }
}
