/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * A tensor that refuses to be read where it holds something else than finite numbers.
 *
 * @param tensor the values
 * @param owner where they come from, for the complaint
 */
record FiniteTensor(Tensor tensor, String owner) implements Tensor {
  @Override
  public String name() {
    return tensor.name();
  }

  @Override
  public Shape shape() {
    return tensor.shape();
  }

  @Override
  public ElementType type() {
    return tensor.type();
  }

  @Override
  public void read(long first, FloatBuffer target) {
    int from = target.position();
    tensor.read(first, target);
    for (int i = from; i < target.position(); i++) {
      if (!Float.isFinite(target.get(i))) {
        throw new InvalidInputException(
            owner
                + ": tensor "
                + name()
                + " holds "
                + target.get(i)
                + " at element "
                + (first + i - from)
                + ", where only finite numbers make sense");
      }
    }
  }
}
