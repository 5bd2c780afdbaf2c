/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/** A tensor of which neighbouring dimensions count as one. */
record JoinedTensor(Tensor tensor, Shape shape) implements Tensor {
  @Override
  public String name() {
    return tensor.name();
  }

  @Override
  public ElementType type() {
    return tensor.type();
  }

  @Override
  public void read(long first, FloatBuffer target) {
    tensor.read(first, target);
  }
}
